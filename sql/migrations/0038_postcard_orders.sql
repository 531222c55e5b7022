-- Back in by paper (docs/decisions/0053): a member who can't read their mail any more orders a new postcard, which the next
-- `portalctl postcard issue` makes.
CREATE TABLE postcard_orders (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  member_id BIGINT NULL,                              -- none: it fitted nobody, or came too often; for the same work alone
  stop_digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- of the secret that stops it
  ordered_at DATETIME(6) NOT NULL,
  stopped_at DATETIME(6) NULL,                        -- by who read one of its mails
  issued_at DATETIME(6) NULL,                         -- that of the member's card in postcards
  open_member_id BIGINT AS (CASE WHEN stopped_at IS NULL AND issued_at IS NULL THEN member_id END) VIRTUAL,
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  UNIQUE KEY by_stop (society_id, stop_digest),
  UNIQUE KEY one_open (society_id, open_member_id),
  KEY by_member (society_id, member_id, issued_at),
  KEY by_issue (society_id, issued_at),
  KEY by_age (society_id, ordered_at),
  FOREIGN KEY (society_id) REFERENCES societies (id),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
