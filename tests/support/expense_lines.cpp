#include "tests/support/expense_lines.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <stdlib.h>

#include "sql/expenses/expense_batches.hpp"
#include "sql/imports/imports.hpp"

namespace portal::testing {

void feed(TestPortal& portal, const Fed& fed) {
  const std::int64_t count = portal.count("imports");
  db::SocietyDatabase db(portal.staff, societies::find(portal.staff, fed.society).value().id);
  const std::string name = "file" + std::to_string(count);
  const ImportId import = imports::add(db, {"expenses", name, name, "os:tester", {}}, portal.now);
  expense_batches::Writer writer(db, import);
  writer.add({name, portal.member(fed.society, fed.number, fed.branch), fed.month, fed.category, fed.provider, 1,
              fed.amounts});
  writer.finish();
  expense_batches::Months months;
  months[fed.month].add(fed.amounts);
  expense_batches::add_months(db, months, import);
}

std::string asked_of_file(const std::string& bytes, std::string command) {
  std::string folder = (std::filesystem::temp_directory_path() / "asked.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const std::string file = folder + "/file";
  std::ofstream(file, std::ios::binary) << bytes;
  command.replace(command.find("{}"), 2, file);
  FILE* answer = popen((command + " 2>&1").c_str(), "r");
  if (answer == nullptr) throw std::runtime_error("no shell");
  std::array<char, 4096> buffer;
  std::string text;
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), answer)) text.append(buffer.data(), count);
  pclose(answer);
  std::filesystem::remove_all(folder);
  return text;
}

}  // namespace portal::testing
