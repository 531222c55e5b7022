#pragma once
#include <deque>
#include <span>

#include "domain/expenses/expense_file.hpp"
#include "domain/imports/import_kinds.hpp"

// 見本: how many lines a few members have before and after a file of expenses, and what they paid. Lines that the core
// system gave to somebody else's 番号 are sound, and the file's sums are right; these members' aren't, and a clerk sees
// it on the core system's screen (docs/decisions/0065).
namespace portal::expense_sample {

// A line that the file replaces: whose it was.
struct Replaced {
  MemberId member;
  expenses::Amounts amounts;
};

// Adds them to the plan of a file whose `lines` are those that change something. At most limits::import_sample_members,
// drawn by the file's digest among those who get or lose a line: the same file names the same ones, with --apply or
// without.
void add(db::SocietyReader& db, const std::deque<expense_file::Line>& lines, std::span<const Replaced> replaced,
         import_kinds::Plan& plan);

}  // namespace portal::expense_sample
