#pragma once
#include <string>
#include <string_view>

#include "domain/expenses/expense_file.hpp"
#include "domain/imports/import_kinds.hpp"

// Taking in and undoing files of expense lines (docs/decisions/0011).
namespace portal::expense_import {

struct Plan : import_kinds::Plan {
  expense_file::Content content;  // without the lines that are there already as they are
};

struct Expenses {
  static constexpr std::string_view name = "expenses";
  static constexpr bool comes_as_folder = false;
  static constexpr auto imported = audit::Event::expenses_imported, reverted = audit::Event::expenses_reverted;
  using Plan = expense_import::Plan;

  static Plan plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress);
  static std::string figures(const Plan& plan);
  static void write(const import_kinds::Writing& writing, Plan& plan);  // puts its lines into another order

  static std::string what_is_in_the_way(db::SocietyReader& db, const imports::Import& import);
  static std::string take_back(const Scene& scene, ImportId import);
};

}  // namespace portal::expense_import
