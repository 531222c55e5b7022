-- What asking for a mail reads: an address' and an account's living links without passing the replaced ones, however
-- often it was asked for, and a browser by its tokens without its accounts.
ALTER TABLE mail_links
  DROP KEY by_address,
  ADD KEY by_address (society_id, address, replaced_at, used_at, purpose),
  ADD KEY by_account (society_id, account_id, replaced_at, used_at, purpose);
ALTER TABLE devices ADD KEY by_token (society_id, token_digest);
