#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "tests/support/test_portal.hpp"

namespace portal::testing {

// A household, known by what stands in every text about it and nowhere else.
struct Neighbour {
  const char *society, *name, *number;
  std::string mark;          // about this household
  std::string society_mark;  // for this society's members
  std::string public_mark;   // for whoever looks at this society's pages
  int yen;                   // of this household's only receipts; so long that no other number holds it
};
extern const std::array<Neighbour, 3> neighbours;

std::string grouped(int yen);                // 81,726,354
std::string letter(const Neighbour& whose);  // the title of the household's only document, among others

// Two societies with the same numbers, receipts, file names and login IDs, and of each neighbour a row in every table.
class TwoSocieties {
 public:
  TwoSocieties();

  // Every table with a society_id, and whether a row of that neighbour's in it bears a mark: its own where the table
  // says whose a row is, or else its society's. A table without room for a text must hold one of the neighbour's
  // numbers.
  std::map<std::string, bool> marked_tables(const Neighbour& whose);

  TestPortal portal;
  std::map<std::string, std::string> file_of;  // by mark: what nginx would send of the household's only document
  std::vector<std::string> words;              // numbers and names of both societies, to be thrown at either
  std::map<std::string, std::vector<std::string>>
      rows_of;  // by mark: the numbers among them of what one member may see

 private:
  void settle_in(const Neighbour& one);
  void take_expenses_in(const Neighbour& one);
  void sign_up(const Neighbour& one);
  void hold_keys(const Neighbour& one, AccountId account);
  void leave_traces(const Neighbour& one);
  void remember_what_was(const Neighbour& one);
  std::int64_t revision_of(const std::string& society);
  void open_letter(const Neighbour& one);
  void apply(const Neighbour& one);
  void publish(const Neighbour& one);
  void publish_for_all(const std::string& society, const Neighbour& any);
  void offer_screening(db::SocietyDatabase& db, const std::string& society);
  bool has_row(const std::string& table, const std::string& society, const std::string& condition);
  void note(const Neighbour& one, std::int64_t row);  // of what this member may see
};

}  // namespace portal::testing
