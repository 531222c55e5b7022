#pragma once
#include <string>
#include <vector>

#include "domain/scene.hpp"
#include "sql/applications/application_exports.hpp"

// Files of applications for the core system, each revision of an application in exactly one of them (decision 0021).
namespace portal::application_export {

using application_exports::Kind;

// What is to go out next: new applications (新規), corrected ones (訂正), and those withdrawn after something of them
// went out (取下げ). At most limits::exported_applications_max.
struct Counts {
  std::size_t fresh = 0, corrected = 0, withdrawn = 0;
  std::size_t all() const { return fresh + corrected + withdrawn; }
};
Counts due(db::SocietyReader& db, Kind kind);

struct File {
  ExportId id;
  std::string bytes = {};
  std::vector<std::string> misprinted =
      {};  // receipt numbers of lines that CP932 lacks a character of: 〓 stands there
  Counts counts = {};
  std::vector<application_exports::Line> lines = {};
};

struct Order {
  Kind kind;
  csv::Encoding encoding;
  std::string file_name;
};
// In the caller's transaction: the file's row, and what is to be on disk before the lines are recorded. No lines:
// nothing is due, and the caller rolls back.
File begin(const Scene& scene, const Order& order);

// In the same transaction: these revisions have gone out. Limit applications become 確認中; an audit row each.
// How many became 確認中.
std::uint64_t record(const Scene& scene, const File& file);

// The first line of a kind's files.
std::string head(Kind kind);

// A file once more, byte for byte as it was. Its lines are still kept.
std::string again(db::SocietyReader& db, const application_exports::Export& old);

// A file that a run left when it was cut off: the number of the export that it says it is.
std::optional<ExportId> number_in(const std::filesystem::path& file);

}  // namespace portal::application_export
