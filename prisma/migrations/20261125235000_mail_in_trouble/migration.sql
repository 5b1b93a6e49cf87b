-- The list asks again and again whether mails wait for the mail server; mostly none does, and no index said so.
CREATE INDEX "Invitation_in_trouble" ON "Invitation" ("organizationId") WHERE "serverTrouble";
