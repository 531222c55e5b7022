#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

namespace portal {

// An insured person (加入者), principal or dependent. Names are byte for byte as the core system sent them.
struct Member {
  MemberId id;
  std::string symbol, number, branch;  // 記号 (may be empty), 番号, 枝番: text, leading zeros stay
  std::string relation;                // 本人, or the relation to the principal
  std::string name;
  std::chrono::year_month_day birth_date;
  char sex = 'f';  // 'm' or 'f'
  std::optional<std::chrono::year_month_day> left_on;
  std::optional<std::string> email;  // what the society holds, printed on the postcard

  bool is_principal() const { return relation == "本人"; }
};

namespace members {

Member read(const db::Rows& rows);  // columns as visits.cpp names them

// Where the roster says that the member lives; both may be empty.
struct PostalAddress {
  std::string postal_code, address;
};
PostalAddress postal_address(db::SocietyReader& db, MemberId id);

}  // namespace members
}  // namespace portal
