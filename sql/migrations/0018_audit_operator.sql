-- Who ran a command is no address: a column of its own (os:sato; empty for a request), filled from the rows that had it
-- in client_address.

ALTER TABLE audit_log
  ADD COLUMN operator VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '';

UPDATE audit_log SET operator = client_address, client_address = '' WHERE client_address LIKE 'os:%';
