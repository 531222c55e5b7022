-- Which keys the installation's data was made with, by a fingerprint of each: a foreign or missing one is named before it
-- does harm (a worker with another pepper would refuse every password).
CREATE TABLE key_fingerprints (
  name        VARCHAR(32) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL PRIMARY KEY,
  fingerprint CHAR(64)    CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  noted_at    DATETIME(6) NOT NULL
) ENGINE=InnoDB;
