#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

// What notices and topics have in common: a text that a clerk publishes.
namespace portal::articles {

using Date = std::chrono::year_month_day;

inline constexpr Date no_end = std::chrono::year{9999} / 12 / 31;  // how the database says it

struct Text {
  std::string name;  // the clerk's, unique in the society: publishing it again changes it
  std::string title;
  std::string body;           // Markdown without faults (base/formats/markdown.hpp)
  Date from;                  // the first day it is shown, in Japan
  std::optional<Date> until;  // the last one; none: no end
  bool operator==(const Text&) const = default;
};

// One line of a list of a member's.
template <class Id>
struct Line {
  Id id;
  std::string title;
  Date from;
};

// As staff sees it.
template <class Id>
struct Stored : Text {
  Id id;
  Timestamp published_at, changed_at;
  std::optional<Timestamp> withdrawn_at;
};

enum class Change { added, changed, unchanged };

template <class Id>
struct Published {
  Id id;
  Change change;
};

// Columns name, title, body, shown_from, shown_until.
inline Text read_text(const db::Rows& rows) {
  const Date until = rows.get<Date>("shown_until");
  return {rows.get<std::string>("name"), rows.get<std::string>("title"), rows.get<std::string>("body"),
          rows.get<Date>("shown_from"), until == no_end ? std::nullopt : std::optional(until)};
}

// Those and id, published_at, changed_at, withdrawn_at.
template <class Id>
Stored<Id> read_stored(const db::Rows& rows) {
  return {read_text(rows), rows.get<Id>("id"), rows.get<Timestamp>("published_at"), rows.get<Timestamp>("changed_at"),
          rows.get<std::optional<Timestamp>>("withdrawn_at")};
}

}  // namespace portal::articles
