-- When a board was last read in full, and whether what it says of its version was found wrong.
ALTER TABLE sources ADD COLUMN full_read_at timestamptz;
ALTER TABLE sources ADD COLUMN validators_distrusted boolean NOT NULL DEFAULT false;
