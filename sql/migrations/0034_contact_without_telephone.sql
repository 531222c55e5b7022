-- Contact without a telephone: a page where members write to the society, and whether it takes calls that come by
-- 電話リレーサービス, the interpreters for people who don't hear or speak.
ALTER TABLE societies
  ADD COLUMN contact_form_url VARCHAR(200) NULL,
  ADD COLUMN takes_relay_calls BOOLEAN NOT NULL DEFAULT FALSE;
