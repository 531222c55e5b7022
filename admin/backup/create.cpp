#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/backup/archive.hpp"
#include "admin/backup/dump.hpp"
#include "admin/backup/recorded.hpp"
#include "admin/child.hpp"
#include "sql/keys.hpp"
#include "sql/mails/restored_copies.hpp"
#include "sql/migrate.hpp"
#include "sql/server_check.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

void demand_settings(const Config& config) {
  constexpr const char* remedy = "docs/operating.md, \"Backup and restore\", says how keys and folder are made";
  if (config.backup.folder.empty() || config.backup.recipient.empty())
    throw Failure(Exit::bad_configuration, "portal.toml names no folder and recipient in [backup]", remedy);
  if (!fs::is_directory(config.backup.folder))
    throw Failure(Exit::bad_configuration, fmt::format("{}: no such folder", config.backup.folder.string()), remedy);
  demand_program("age", "age");
  demand_program("mariadb-dump", "mariadb-client");
}

// One at a time writes there; held until it is left.
Descriptor lock(const fs::path& folder) {
  Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0) throw std::system_error(errno, std::generic_category(), folder.string());
  if (flock(opened.number(), LOCK_EX | LOCK_NB) != 0)
    throw Failure(Exit::try_later, "another backup is being made", "wait until it has ended");
  return opened;
}

// Oldest first. The names say their age: a copy of a file may have another time.
std::vector<fs::path> outdated(const Config& config, Timestamp now) {
  const Timestamp oldest_kept = now - config.backup.kept;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(config.backup.folder))
    if (const auto made_at = backup::moment_of(entry.path().filename().string()); made_at && *made_at < oldest_kept)
      found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

void add_database(backup::Writer& archive, const db::Settings& settings, InBinaryLog place,
                  backup::Manifest& manifest) {
  constexpr std::size_t portion_bytes = 4 << 20;  // files of an archive say their length first, and a dump doesn't
  const Pipe with_settings = pipe_with(dump_settings(settings));
  Pipe dumped = make_pipe();
  Child dump(dump_words(settings.schema, place), {-1, dumped.writes.number(), with_settings.reads.number()});
  dumped.writes.close();
  DumpReader tables;
  int files = 0;
  std::string portion = restored_copies::mark(manifest.made_at);
  const auto add = [&] {
    archive.add(fmt::format("{}{:06}.sql", backup::database_part, ++files), portion);
    portion.clear();
  };
  std::string bytes(std::size_t{64} << 10, '\0');
  while (const std::size_t got = read_some(dumped.reads.number(), bytes.data(), bytes.size())) {
    tables.add(std::string_view(bytes).substr(0, got));
    portion += std::string_view(bytes).substr(0, got);
    if (portion.size() >= portion_bytes) add();
  }
  add();
  const int code = dump.end();
  HeldSignals::demand_none();  // systemd asks the dump to end, too
  if (code != 0)
    throw Failure(Exit::database_away, fmt::format("mariadb-dump ended with {}: nothing was written", code),
                  "see what it said above, then run the same command again");
  manifest.tables = tables.finish();
  manifest.place_in_binary_log = tables.place_in_binary_log();
}

// One that the clean-up took away meanwhile was withdrawn long ago: no page shows it.
std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in && errno == ENOENT) return {};
  if (!in) throw std::system_error(errno, std::generic_category(), file.string());
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw std::system_error(EIO, std::generic_category(), file.string());
  return bytes;
}

// After the database: a document's PDF is there before its row, is never changed, and stays for 30 days after nobody
// may open it. So what is copied now holds all that the dump names, however long it took.
std::int64_t add_documents(backup::Writer& archive, const fs::path& folder) {
  std::int64_t count = 0;
  if (folder.empty()) return count;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    const auto bytes = bytes_of(entry.path());
    if (!bytes) continue;
    archive.add(std::string(backup::documents_part) + entry.path().lexically_relative(folder).string(), *bytes);
    ++count;
  }
  return count;
}

void write_archive(const Config& config, db::Database& database) {
  backup::Manifest manifest;
  manifest.made_at = database.now();
  manifest.keys = keys::noted(database);
  const HeldSignals held;
  backup::Writer archive(config.backup.folder, config.backup.recipient);
  const auto place = server_check::binary_log(database).is_on ? InBinaryLog::placed : InBinaryLog::unplaced;
  add_database(archive, database.at_this_server(), place, manifest);
  manifest.documents = add_documents(archive, config.paths.documents);
  archive.add(backup::manifest_name, manifest.text());
  const std::string name = backup::name_of(manifest.made_at);
  archive.finish(name);
  backup::record(database, audit::Event::backup_created, manifest.made_at);
  std::int64_t rows = 0;
  for (const auto& [table, sum] : manifest.tables) rows += sum.rows;
  fmt::print("wrote {}: {} tables, {} rows, {} documents\n", (config.backup.folder / name).string(),
             manifest.tables.size(), rows, manifest.documents);
  if (!manifest.place_in_binary_log.empty())
    fmt::print("what comes later stands in MariaDB's binary log, from {} on\n", manifest.place_in_binary_log);
}

}  // namespace

// As the user that may see every column: no program's user may. Of the keys it sees the fingerprints alone.
Exit backup_create(const Changing<ConfiguredCall>& call) {
  const Config& config = call.config;
  demand_settings(config);
  become(config.database.migrate);
  db::Database database(connection(config, config.database.migrate));
  migrate::demand_fitting(database);
  const Timestamp now = database.now();
  if (!call.applies) {
    fmt::print("would write {}\n", (config.backup.folder / backup::name_of(now)).string());
    for (const fs::path& file : outdated(config, now)) fmt::print("would delete {}\n", file.string());
    return Exit::good;
  }
  const Descriptor locked = lock(config.backup.folder);
  write_archive(config, database);
  for (const fs::path& file : outdated(config, now)) {
    fs::remove(file);
    fmt::print("deleted {}\n", file.string());
  }
  return Exit::good;
}

}  // namespace portal::admin
