-- A society may have people erased so many years after they left (docs/decisions/0056). Two years are the least: until
-- then what they were owed or owe can be claimed (健康保険法 第193条第1項), and these rows may be what shows it.
ALTER TABLE societies
  ADD COLUMN erase_after_leaving_years INT NULL,      -- NULL: never
  ADD CONSTRAINT erased_after_all_claims CHECK (erase_after_leaving_years >= 2);
ALTER TABLE members ADD KEY by_leaving (society_id, left_on);

CREATE TABLE erased_members (                         -- who was erased and when, without saying who
  society_id BIGINT NOT NULL,
  member_id BIGINT NOT NULL,                          -- as audit rows have it; nobody gets the number again
  number_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- HMAC of 記号, 番号 and 枝番
  erased_at DATETIME(6) NOT NULL,
  PRIMARY KEY (society_id, member_id),
  KEY by_number (society_id, number_digest, erased_at),
  FOREIGN KEY (society_id) REFERENCES societies (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Whatever a program believes, nobody goes who is insured or left within these two years.
CREATE TRIGGER members_stay_until_all_claims_end BEFORE DELETE ON members FOR EACH ROW
  IF COALESCE(OLD.left_on > UTC_DATE() - INTERVAL 2 YEAR, TRUE) THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a member is kept for two years after leaving'; END IF;

GRANT DELETE ON {schema}.members TO {ctl};
GRANT DELETE ON {schema}.applications TO {ctl};
