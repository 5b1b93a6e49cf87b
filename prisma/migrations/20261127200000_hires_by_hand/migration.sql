-- compatible-with: 20261126170616_clock_and_comparison
-- contracts: a hire by hand has ids below zero, which the former release never writes; those of Greenhouse are above, and so is every stored one.
ALTER TABLE "NewHire" ADD CONSTRAINT "NewHire_by_hand"
  CHECK (("applicationId" < 0) = ("candidateId" < 0) AND ("applicationId" > 0 OR "offerId" IS NULL));
