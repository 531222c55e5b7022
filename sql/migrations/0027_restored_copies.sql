-- A row stands in a database that was restored from a backup, until somebody says that its mails may go: every archive
-- begins with this file and that row, and holds no other row of the table.
CREATE TABLE restored_copies (
  made_at DATETIME(6) NOT NULL PRIMARY KEY  -- when the backup was begun
) ENGINE=InnoDB;
