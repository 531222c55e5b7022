#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/formats/csv.hpp"
#include "sql/applications/applications.hpp"

// The files for the core system, and which revision of which application went out in which of them (decision 0021).
namespace portal::application_exports {

using applications::Kind;

struct NewExport {
  Kind kind;
  csv::Encoding encoding;
  std::string head;  // the file's first line
  std::string file_name, operator_name;
};
struct Export : NewExport {
  ExportId id;
  Timestamp exported_at;
  std::int64_t lines = 0;
  bool lines_kept = true;  // false: it was too long ago, they were wiped
};

ExportId add(db::SocietyDatabase& db, const NewExport& fresh, Timestamp now);
std::optional<Export> find(db::SocietyReader& db, ExportId id);
std::vector<Export> latest(db::SocietyReader& db, std::optional<Kind> kind, int count_max);  // newest first

// Those whose present revision is in no file, by number. Who was withdrawn before anything of it went out is not among
// them, nor what is hidden from its applicant: its paper would go where they wish (application_desk::kept_back).
struct Due {
  ApplicationId id;
  int revision;
  bool went_out_before;  // an earlier revision is in a file
};
std::vector<Due> due(db::SocietyReader& db, Kind kind, int count_max);

// Conflict: a revision is in a file already.
struct Line {
  ApplicationId id;
  int revision;
  std::string text;  // as it stands in the file, in UTF-8
};
void add_lines(db::SocietyDatabase& db, ExportId id, std::span<const Line> lines);
std::vector<std::string> lines(db::SocietyReader& db, ExportId id);  // their texts, by application

// The society has these limit applications now: 受付 becomes 確認中. How many.
std::uint64_t begin_checking(db::SocietyDatabase& db, ExportId id, Timestamp now);

// In which files an application went out, oldest first.
struct Sending {
  int revision;
  ExportId id;
  std::string file_name;
  Timestamp exported_at;
};
std::vector<Sending> sendings(db::SocietyReader& db, ApplicationId id);

// One export of a kind at a time in a society, until the connection ends; false when another one is running.
bool lock(db::SocietyDatabase& db, Kind kind);

}  // namespace portal::application_exports
