#include "sql/accounts/sign_in_rules.hpp"

namespace portal::sign_in_rules {

bool has_second_factor(db::SocietyReader& db, AccountId account) {
  return db
      .select("SELECT on_since FROM two_step WHERE society_id = :society AND account_id = ? AND on_since IS NOT NULL",
              account)
      .next();
}

// The account's factors are looked up where they make a difference alone: few passwords are about to end.
std::optional<Timestamp> password_end(db::SocietyReader& db, const Society& society, const Account& account,
                                      Timestamp horizon) {
  if (society.password_days == 0) return {};
  const Timestamp end = account.password_set_at + std::chrono::days{society.password_days};
  if (end > horizon) return {};
  if (society.two_factors_spare_passwords && has_second_factor(db, account.id)) return {};
  return end;
}

bool lacks_second_factor(db::SocietyReader& db, const Society& society, const Account& account,
                         std::chrono::year_month_day today) {
  return society.two_factors_from && *society.two_factors_from <= today && !has_second_factor(db, account.id);
}

}  // namespace portal::sign_in_rules
