-- A society may ask for two factors from a day on, in Japan (NULL: they are offered), and may spare the passwords of
-- those who have a second factor from ending: a password that is no longer alone need not be changed by the calendar.
ALTER TABLE societies
  ADD COLUMN two_factors_from DATE NULL,
  ADD COLUMN two_factors_spare_passwords BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE sessions
  ADD COLUMN two_factors BOOLEAN NOT NULL DEFAULT FALSE;  -- its owner proved a second factor, or a passkey, in it
