-- The PDF of 医療費通知: whether a society stands behind it as its notice for the tax return.

ALTER TABLE societies
  ADD COLUMN expense_pdf_is_official BOOLEAN NOT NULL DEFAULT FALSE AFTER expense_day  -- false: it is marked 参考
;
