DROP TRIGGER postings_forget_keys ON postings;
DROP FUNCTION forget_posting_keys();
DELETE FROM posting_keys k WHERE NOT EXISTS (SELECT FROM postings WHERE id = k.posting_id);
ALTER TABLE posting_keys ADD CONSTRAINT posting_keys_posting_id_fkey
    FOREIGN KEY (posting_id) REFERENCES postings ON DELETE CASCADE;
