#include "sql/household/members.hpp"

namespace portal::members {

Member read(const db::Rows& rows) {
  return {rows.get<MemberId>("member_id"),
          rows.get<std::string>("symbol"),
          rows.get<std::string>("number"),
          rows.get<std::string>("branch"),
          rows.get<std::string>("relation"),
          rows.get<std::string>("member_name"),
          rows.get<std::chrono::year_month_day>("birth_date"),
          rows.get<std::string>("sex").front(),
          rows.get<std::chrono::year_month_day>("enrolled_on"),
          rows.get<std::optional<std::chrono::year_month_day>>("left_on"),
          rows.get<std::optional<std::string>>("member_email")};
}

PostalAddress postal_address(db::SocietyReader& db, MemberId id) {
  auto rows = db.select("SELECT postal_code, address FROM members WHERE society_id = :society AND id = ?", id);
  if (!rows.next()) return {};
  return {rows.get<std::string>("postal_code"), rows.get<std::string>("address")};
}

}  // namespace portal::members
