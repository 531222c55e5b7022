-- パスワード再発行: the temporary password that a link's mail holds, its wrong tries, and whether a society mails one.

ALTER TABLE mail_links
  ADD COLUMN password_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL,  -- HMAC; none: none was mailed
  ADD COLUMN failures INT NOT NULL DEFAULT 0          -- wrong tries of the provisional sign-in: dead after 5
;

ALTER TABLE societies
  ADD COLUMN reissue_mails_password BOOLEAN NOT NULL DEFAULT TRUE AFTER link_minutes  -- false: the mail holds the link
;
