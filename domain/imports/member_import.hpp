#pragma once
#include <string>
#include <vector>

#include "domain/imports/import_kinds.hpp"
#include "sql/household/member_roster.hpp"

// Taking in a members file: what it would do to the roster, and doing it.
namespace portal::member_import {

struct Plan : import_kinds::Plan {
  bool full = false;
  std::size_t enrolled_before = 0;
  std::size_t leaving_later = 0;  // of those changed: who gets a 資格喪失日 that lies ahead
  std::vector<member_roster::Change> added, changed;
  std::vector<MemberId> lacking;  // with `full`: enrolled, but not in the file

  // More than 5% of the enrolled members would end, today or on a day to come: only with the operator's word for it.
  std::size_t ending() const { return counts.ended + leaving_later; }
  bool ends_too_many(std::size_t ending_allowed) const;
};

// Some members of the roster.
struct Members {
  static constexpr std::string_view name = "members";
  static constexpr bool comes_as_folder = false;
  static constexpr auto imported = audit::Event::members_imported, reverted = audit::Event::members_reverted;
  using Plan = member_import::Plan;

  static Plan plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress);
  static std::string figures(const Plan& plan);
  static void write(const import_kinds::Writing& writing, const Plan& plan);

  // Whom it changed or ended is what they were; whom it added was never insured: 資格喪失日 is their 資格取得日, and
  // nothing of them is deleted.
  static std::string what_is_in_the_way(db::SocietyReader& db, const imports::Import& import);
  static std::string take_back(const Scene& scene, ImportId import);
};

// The whole roster: who is not in it has left. The same file as the whole and as a part of it are two different orders.
struct Roster : Members {
  static constexpr std::string_view name = "members-full";
  static Plan plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress);
};

}  // namespace portal::member_import
