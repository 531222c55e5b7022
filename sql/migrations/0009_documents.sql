-- 通知書・証明書: PDFs issued to one member each. Their bytes lie in a folder, named by their digest (docs/decisions/0014).

CREATE TABLE documents (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  member_id BIGINT NOT NULL,                          -- the only one who sees it
  kind VARCHAR(30) NOT NULL,                          -- in words, as domain/document_kinds.hpp has it
  title VARCHAR(100) NOT NULL,
  issued_on DATE NOT NULL,
  file_name VARCHAR(200) NOT NULL,                    -- as the index named it; members see another one
  bytes INT NOT NULL,
  file_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,  -- SHA-256, hex: the name of its bytes
  import_id BIGINT NOT NULL,
  added_at DATETIME(6) NOT NULL,
  withdrawn_at DATETIME(6) NULL,                      -- the row stays: the audit log speaks of it
  PRIMARY KEY (society_id, id),
  KEY by_id (id),
  KEY by_member (society_id, member_id, issued_on, id),
  KEY by_import (society_id, import_id),
  KEY by_digest (society_id, file_digest),
  FOREIGN KEY (society_id, member_id) REFERENCES members (society_id, id),
  FOREIGN KEY (society_id, import_id) REFERENCES imports (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

CREATE TABLE document_reads (                         -- no row: 新着
  society_id BIGINT NOT NULL,
  document_id BIGINT NOT NULL,
  opened_at DATETIME(6) NOT NULL,                     -- for the first time
  PRIMARY KEY (society_id, document_id),
  FOREIGN KEY (society_id, document_id) REFERENCES documents (society_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
