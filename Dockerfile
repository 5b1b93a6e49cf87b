# syntax=docker/dockerfile:1
# To pin the base for good, replace the tag by its digest: docker buildx imagetools inspect node:24.21.0-bookworm-slim
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY . .
# Installs by the lock file, builds, and writes what production needs: neither compilers nor development packages are in it.
RUN --mount=type=cache,target=/root/.npm ["node", "scripts/run.mjs", "image", "/image"]

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="EMPTrust portal for the Greenhouse integration" \
      org.opencontainers.image.description="Hired in Greenhouse, invited to onboarding, nobody retypes anything." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# NODE_OPTIONS: a small space for young objects, see scripts/portal/heap.ts. HOME: the user has no entry in /etc/passwd.
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=4 \
    HOME=/app \
    PORT=3000
WORKDIR /app
# Owned by root: the program can't change itself. It writes nothing, so the file system may be read-only.
COPY --from=build /image /app
USER 10001:10001
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["node", "program/health.mjs"]
# Node.js is process 1 and starts no other, so nothing has to be reaped. The worker: node program/worker.mjs
CMD ["node", "program/start.mjs"]
