#pragma once
#include <string>

#include "sql/expenses/expenses.hpp"
#include "tests/support/test_portal.hpp"

namespace portal::testing {

using namespace std::chrono_literals;

// A line of 医療費通知 as a test says what matters about it.
struct Fed {
  std::string society = "mihon", branch = "00";
  expenses::Month month = 2026y / 8;
  std::string provider = "見本クリニック", category = "医科外来";
  expenses::Amounts amounts = {10000, 7000, 0, 3000, 0, 0, 0};
  std::string number = "0001001";
};

// As an import writes it, each line an import of its own.
void feed(TestPortal& portal, const Fed& fed);

// What `program ARGUMENTS` (a shell's words) prints about the file's bytes, both outputs; the file stands for {}.
std::string asked_of_file(const std::string& bytes, std::string command);

}  // namespace portal::testing
