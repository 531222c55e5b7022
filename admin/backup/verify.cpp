#include <cerrno>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "admin/actions.hpp"
#include "admin/backup/archive.hpp"
#include "admin/backup/dump.hpp"
#include "admin/backup/recorded.hpp"
#include "admin/backup/scratch_server.hpp"
#include "admin/child.hpp"
#include "admin/output.hpp"
#include "base/secret.hpp"
#include "domain/documents/document_store.hpp"
#include "sql/documents/document_batches.hpp"
#include "sql/mails/restored_copies.hpp"

namespace portal::admin {
namespace {

constexpr const char* take_another = "take another backup, and see that this one is as it was written";

// What was found of the documents: by place, how many bytes.
using Documents = std::map<std::string, std::int64_t, std::less<>>;

struct Restored {
  std::optional<backup::Manifest> manifest;
  Documents documents;
};

Descriptor open_to_read(const std::filesystem::path& file) {
  Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.number() < 0) throw std::system_error(errno, std::generic_category(), file.string());
  return opened;
}

std::string identity_in(const std::filesystem::path& file) {
  constexpr std::size_t bytes_max = 16 << 10;
  const Descriptor opened = open_to_read(file);
  std::string bytes(bytes_max, '\0');
  bytes.resize(read_some(opened.number(), bytes.data(), bytes.size()));
  return bytes;
}

// The client that statements are restored with. It runs none of the client's own commands: who has the public key can
// make an archive of anything.
class Restorer {
 public:
  explicit Restorer(const db::Settings& settings)
      : settings_(pipe_with(dump_settings(settings))),
        client_(
            {"mariadb", "--defaults-file=/dev/fd/3", "--sandbox", "--binary-mode", "--default-character-set=utf8mb4"},
            {statements_.reads.number(), -1, settings_.reads.number()}) {
    statements_.reads.close();
    settings_.reads.close();
    add(fmt::format("CREATE DATABASE {0} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;\nUSE {0};\n",
                    settings.schema));
  }

  void add(std::string_view bytes) {
    try {
      write_all(statements_.writes.number(), bytes);
    } catch (const std::system_error&) {
      finish();
      throw;
    }
  }

  void finish() {
    statements_.writes.close();
    if (const int code = client_.end(); code != 0)
      throw backup::Unreadable(fmt::format("its statements can't be run (mariadb ended with {})", code));
  }

 private:
  Pipe statements_ = make_pipe(), settings_;
  Child client_;
};

// A document's name is the digest of its bytes.
void take_document(Checks& checks, Documents& documents, std::string_view place, const std::string& bytes) {
  documents.emplace(place, static_cast<std::int64_t>(bytes.size()));
  if (secret::hex_digest(bytes) != std::filesystem::path(place).stem().string())
    checks.bad(fmt::format("{} is not what it was", place),
               "mend the folder of paths.documents, then take another backup");
}

Restored restore(Checks& checks, backup::Reader& archive, Restorer& restorer) {
  Restored restored;
  while (const auto entry = archive.next()) {
    const auto& [name, bytes] = *entry;
    if (name.starts_with(backup::database_part)) restorer.add(bytes);
    if (name.starts_with(backup::documents_part))
      take_document(checks, restored.documents, std::string_view(name).substr(backup::documents_part.size()), bytes);
    if (name == backup::manifest_name) restored.manifest = backup::Manifest::read(bytes);
  }
  archive.finish();
  restorer.finish();
  if (!restored.manifest) throw backup::Unreadable("it has no manifest");
  return restored;
}

TableSums tables_of(const db::Settings& settings) {
  const Pipe with_settings = pipe_with(dump_settings(settings));
  Pipe dumped = make_pipe();
  Child dump(dump_words(settings.schema, InBinaryLog::unplaced),
             {-1, dumped.writes.number(), with_settings.reads.number()});
  dumped.writes.close();
  DumpReader tables;
  std::string bytes(std::size_t{64} << 10, '\0');
  while (const std::size_t got = read_some(dumped.reads.number(), bytes.data(), bytes.size())) {
    HeldSignals::demand_none();
    tables.add(std::string_view(bytes).substr(0, got));
  }
  if (const int code = dump.end(); code != 0)
    throw backup::Unreadable(fmt::format("what was restored can't be read (mariadb-dump ended with {})", code));
  return tables.finish();
}

void compare_tables(Checks& checks, const TableSums& wanted, const TableSums& found) {
  std::int64_t rows = 0;
  bool same = true;
  const auto differs = [&](const std::string& what) {
    same = false;
    checks.bad(what, take_another);
  };
  for (const auto& [name, sum] : wanted) {
    const auto there = found.find(name);
    if (there == found.end())
      differs(fmt::format("table {} is missing", name));
    else if (there->second.rows != sum.rows)
      differs(fmt::format("table {} has {} rows, and had {}", name, there->second.rows, sum.rows));
    else if (there->second != sum)
      differs(fmt::format("table {} is not what it was", name));
    rows += sum.rows;
  }
  for (const auto& [name, sum] : found)
    if (!wanted.contains(name)) differs(fmt::format("table {} was not there", name));
  if (same) checks.good(fmt::format("{} tables with {} rows are what they were", wanted.size(), rows));
}

// Everything that members may open is there; the rest was withdrawn.
void compare_documents(Checks& checks, const Restored& restored, db::Database& database) {
  constexpr int portion = 1000;
  std::size_t missing = 0;
  for (const Society& society : societies::all(database)) {
    db::SocietyDatabase inside(database, society.id);
    std::vector<document_batches::OnPages> found;
    for (DocumentId after{0}; !(found = document_batches::on_pages(inside, after, portion)).empty();
         after = found.back().id)
      for (const auto& one : found) {
        const auto there = restored.documents.find(document_store::place(society.id, one.file_digest));
        if (there == restored.documents.end() || there->second != one.bytes) ++missing;
      }
  }
  if (missing > 0)
    checks.bad(fmt::format("{} documents have no PDF", missing), "portalctl doctor on the portal's machine");
  if (static_cast<std::int64_t>(restored.documents.size()) != restored.manifest->documents)
    checks.bad(
        fmt::format("{} PDFs are there, and there were {}", restored.documents.size(), restored.manifest->documents),
        take_another);
  if (checks.all_good()) checks.good(fmt::format("{} PDFs are what they were", restored.documents.size()));
}

void compare(Checks& checks, const Restored& restored, const db::Settings& settings) {
  compare_tables(checks, restored.manifest->tables, tables_of(settings));
  db::Database database(settings);
  compare_documents(checks, restored, database);
  if (restored_copies::latest(database))
    checks.good("restored, it sends no mail until portalctl mail resume");
  else
    checks.bad("restored, it would send mails", take_another);
  std::string names;
  for (const auto& [name, fingerprint] : restored.manifest->keys)
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", name, fingerprint.substr(0, 12));
  fmt::print("made at {}; it needs the keys {}\n", in_japan(restored.manifest->made_at), names);
  if (const std::string& place = restored.manifest->place_in_binary_log; !place.empty())
    fmt::print("what came later stands in MariaDB's binary log, from {} on\n", place);
}

// On a machine that has the portal's database. On any other the key's owner knows who opened it.
void record_where_the_portal_is(const Config& config, Timestamp made_at) {
  try {
    db::Database database(connection(config, config.database.migrate));
    backup::record(database, audit::Event::backup_verified, made_at);
  } catch (const std::exception& error) {
    tell("portalctl: the audit log has no row of this: {}\n", error.what());
  }
}

}  // namespace

// The files are opened as whoever asks; a server never runs as root where it needn't.
Exit backup_verify(const ConfiguredCall& call) {
  for (const auto& [program, package] : {std::pair{"age", "age"}, std::pair{"mariadb-dump", "mariadb-client"},
                                         std::pair{"mariadb-install-db", "mariadb-server"}})
    demand_program(program, package);
  const auto file = the_file(call.arguments.text("FILE"));
  const Descriptor opened = open_to_read(file);
  std::string identity = identity_in(the_file(call.arguments.text("--identity")));
  become(call.config.database.migrate);
  Checks checks;
  const HeldSignals held;
  try {
    backup::Reader archive(opened.number(), identity);
    secret::wipe(identity);
    const ScratchServer server;
    Restorer restorer(server.settings());
    const Restored restored = restore(checks, archive, restorer);
    record_where_the_portal_is(call.config, restored.manifest->made_at);
    compare(checks, restored, server.settings());
  } catch (const backup::Unreadable& fault) {
    checks.bad(fmt::format("{}: {}", file.string(), fault.what()),
               "see what was said above; is it whole, and is the identity the recipient's?");
  }
  return checks.all_good() ? Exit::good : Exit::bad_data;
}

}  // namespace portal::admin
