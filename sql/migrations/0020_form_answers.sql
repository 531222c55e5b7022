-- The cookies that the first answer to a form set, for whoever sends the same form again: sealed with a key made of the
-- form itself, which is not kept (docs/decisions/0026).
ALTER TABLE form_nonces
  ADD COLUMN sealed_cookies VARCHAR(4000) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL AFTER location;
