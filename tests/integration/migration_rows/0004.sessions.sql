UPDATE sessions SET spent_hash = '\x03', sealed_pair = '\x04' WHERE refresh_hash = '\x01';
INSERT INTO sessions (user_id, refresh_hash, family_hash, expires_at)
VALUES (2, '\x05', '\x06', now() + interval '30 d');
