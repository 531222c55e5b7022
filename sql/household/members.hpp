#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sql/database.hpp"

namespace portal {

// Anybody else is a dependent. Files call the principal otherwise, too: domain/imports/member_file.cpp.
inline bool is_principal(std::string_view relation) { return relation == "本人"; }

// An insured person (加入者), principal or dependent. Names are byte for byte as the core system sent them.
struct Member {
  MemberId id;
  std::string symbol, number, branch;  // 記号 (may be empty), 番号, 枝番: text, leading zeros stay
  std::string relation;                // 本人, or the relation to the principal
  std::string name;
  std::chrono::year_month_day birth_date;
  char sex = 'f';                           // 'm' or 'f'
  std::chrono::year_month_day enrolled_on;  // 資格取得日
  std::optional<std::chrono::year_month_day> left_on;
  std::optional<std::string> email;  // what the society holds, printed on the postcard

  bool is_principal() const { return portal::is_principal(relation); }
};

// 資格喪失日 is the first day without insurance; one that lies ahead has ended nothing yet.
inline bool has_left(std::optional<std::chrono::year_month_day> left_on, std::chrono::year_month_day day) {
  return left_on && *left_on <= day;
}

namespace members {

// The same of a member m for statements; takes the day.
inline constexpr db::Piece not_left(" (m.left_on IS NULL OR m.left_on > ?) ");

Member read(const db::Rows& rows);  // columns as visits.cpp names them

// Where the roster says that the member lives; both may be empty.
struct PostalAddress {
  std::string postal_code, address;
};
PostalAddress postal_address(db::SocietyReader& db, MemberId id);

}  // namespace members
}  // namespace portal
