#include "admin/backup/dump.hpp"

#include <regex>
#include <utility>

#include <fmt/format.h>

#include "sql/mails/restored_copies.hpp"

namespace portal::admin {
namespace {

// In quotes, as MariaDB's option files want it.
std::string in_quotes(std::string_view text) {
  std::string found = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') found += '\\';
    found += c;
  }
  return found + "\"";
}

// The first, as Database::at_this_server() leaves one.
std::string server_of(const DatabaseServers& servers) {
  if (servers.hosts.empty()) return fmt::format("socket={}\n", in_quotes(servers.socket));
  std::string text = fmt::format("protocol=tcp\nhost={}\nport={}\n", servers.hosts.front(), servers.port);
  if (!servers.ca_file.empty()) text += fmt::format("ssl-ca={}\nssl-verify-server-cert\n", in_quotes(servers.ca_file));
  return text;
}

}  // namespace

std::vector<std::string> dump_words(const std::string& schema, InBinaryLog place) {
  constexpr int as_comment = 2;
  return {"mariadb-dump",
          "--defaults-file=/dev/fd/3",
          "--single-transaction",
          fmt::format("--master-data={}", place == InBinaryLog::placed ? as_comment : 0),
          "--order-by-primary",
          "--hex-blob",
          "--triggers",
          "--no-tablespaces",
          "--skip-comments",
          "--default-character-set=utf8mb4",
          fmt::format("--ignore-table={}.{}", schema, restored_copies::table),
          schema};
}

std::string dump_settings(const db::Settings& settings) {
  std::string text = fmt::format("[client]\n{}user={}\n", server_of(settings.servers), in_quotes(settings.user));
  if (!settings.password.empty()) text += fmt::format("password={}\n", in_quotes(settings.password));
  return text;
}

void DumpReader::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    line_ += bytes.substr(0, end == bytes.npos ? end : end + 1);
    if (end == bytes.npos) return;
    line();
    bytes.remove_prefix(end + 1);
  }
}

// "-- CHANGE MASTER TO MASTER_LOG_FILE='binlog.000012', MASTER_LOG_POS=4711;" before the tables, another behind them.
bool is_of_binary_log(std::string_view line) {
  return line.starts_with("-- CHANGE MASTER TO ") || line.starts_with("-- SET GLOBAL gtid_slave_pos=");
}

std::string place_said_in(const std::string& line) {
  static const std::regex form("MASTER_LOG_FILE='([^']+)', MASTER_LOG_POS=([0-9]+);");
  std::smatch found;
  return std::regex_search(line, found, form) ? fmt::format("{} {}", found.str(1), found.str(2)) : "";
}

// A line break within a value is written as \n, so a row is a line.
void DumpReader::line() {
  if (is_of_binary_log(line_)) {
    if (place_in_binary_log_.empty()) place_in_binary_log_ = place_said_in(line_);
    line_.clear();
    return;
  }
  constexpr std::string_view beginning = "DROP TABLE IF EXISTS `";
  if (line_.starts_with(beginning)) {
    end_table();
    table_ = line_.substr(beginning.size(), line_.find('`', beginning.size()) - beginning.size());
  }
  if (line_.starts_with("INSERT INTO `")) in_rows_ = true;
  if (in_rows_ && line_.starts_with('(')) ++rows_;
  if (in_rows_ && line_.ends_with(");\n")) in_rows_ = false;
  digest_.add(line_);
  line_.clear();
}

void DumpReader::end_table() {
  const TableSum sum{std::exchange(rows_, 0), digest_.hex()};
  if (!table_.empty()) sums_[table_] = sum;
}

TableSums DumpReader::finish() {
  line();
  end_table();
  return std::move(sums_);
}

}  // namespace portal::admin
