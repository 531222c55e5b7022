#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// Links of mails whose clicks are counted: /{s}/go?r=CODE&no=N. They lead to stored targets only.
namespace portal::mailings {

// Once or many times: one link, with the clicks it has.
void add_link(db::SocietyDatabase& db, std::string_view code, int number, std::string_view target, Timestamp now);
// Where the link leads; nothing: unknown.
std::optional<std::string> count_click(db::SocietyDatabase& db, std::string_view code, int number);
std::optional<std::string> target(db::SocietyReader& db, std::string_view code, int number);  // without counting

}  // namespace portal::mailings
