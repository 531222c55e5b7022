#include "sql/accounts/sign_in_rules.hpp"

namespace portal::sign_in_rules {

bool has_second_factor(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT EXISTS (SELECT t.account_id FROM two_step t
                   WHERE t.society_id = a.society_id AND t.account_id = a.id AND t.on_since IS NOT NULL)
           OR EXISTS (SELECT p.id FROM passkeys p WHERE p.society_id = a.society_id AND p.account_id = a.id) AS has_one
    FROM accounts a WHERE a.society_id = :society AND a.id = ?)",
                        account);
  return rows.next() && rows.get<bool>("has_one");
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

bool asks_for_two_factors(const Society& society, std::chrono::year_month_day today) {
  return society.two_factors_from && *society.two_factors_from <= today;
}

}  // namespace portal::sign_in_rules
