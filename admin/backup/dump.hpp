#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "sql/database.hpp"

// What mariadb-dump writes of a schema.
namespace portal::admin {

// Whether a dump says where the server's binary log stood at its moment; the server must keep one.
enum class InBinaryLog { unplaced, placed };

// The command; it reads `dump_settings` from its descriptor 3. All tables at one moment (--single-transaction), while
// others go on writing; row by row in the order of the primary keys, so that two of the same rows are the same bytes.
// The mark of restored copies is not in it.
std::vector<std::string> dump_words(const std::string& schema, InBinaryLog place);

// Where and as whom, for the programs of MariaDB: a password never stands on a command line.
std::string dump_settings(const db::Settings& settings);

// A table's rows, and SHA-256 of all that makes it: definition, rows in order, triggers.
struct TableSum {
  std::int64_t rows = 0;
  std::string digest;
  bool operator==(const TableSum&) const = default;
};
using TableSums = std::map<std::string, TableSum, std::less<>>;

// Takes a dump in parts and sums up its tables.
class DumpReader {
 public:
  void add(std::string_view bytes);
  TableSums finish();
  // "binlog.000012 4711": file and position from which the binary log tells what came later; empty of one without.
  const std::string& place_in_binary_log() const { return place_in_binary_log_; }

 private:
  void line();
  void end_table();

  std::string line_, table_, place_in_binary_log_;
  secret::Digest digest_;
  std::int64_t rows_ = 0;
  bool in_rows_ = false;
  TableSums sums_;
};

}  // namespace portal::admin
