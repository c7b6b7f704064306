INSERT INTO users (id, email, canonical_email, password_hash)
VALUES (4, 'user@münchen.de', 'user@xn--mnchen-3ya.de', 'hash');
