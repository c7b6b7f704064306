-- What the document of a board asked for at its last reading with a body: {ttl_s, skipped}. An
-- answer that nothing changed has no document.
ALTER TABLE sources ADD COLUMN poll_hints jsonb;
