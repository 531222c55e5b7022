#include "domain/applications/application_export.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/applications/application_name.hpp"
#include "admin/output.hpp"
#include "admin/postcards/print_order.hpp"
#include "admin/scene.hpp"
#include "base/limits.hpp"
#include "domain/applications/receipt_number.hpp"
#include "sql/applications/application_desk.hpp"

namespace portal::admin {
namespace {

using application_export::Counts;
using application_exports::Export;
using applications::Kind;

std::string in_words(const Counts& counts) {
  return fmt::format("新規{}, 訂正{}, 取下げ{}", counts.fresh, counts.corrected, counts.withdrawn);
}

Kind the_kind(const Arguments& arguments) {
  if (const auto kind = kind_argument(arguments)) return *kind;
  throw Failure(Exit::usage, "--kind is missing", "--kind limit-certificate or --kind screening");
}

// A run that was cut off left its file: either its COMMIT happened, then the file gets its name (written anew, for a
// file that was written --again may have been cut short); or it didn't, then the same applications go out now.
bool settle_left_over(const SocietyCall& call, PrintOrder& order) {
  const auto id = application_export::number_in(order.part());
  const auto committed = id ? application_exports::find(call.db, *id) : std::nullopt;
  if (committed && committed->file_name == order.file().filename().string()) {
    if (committed->lines_kept) {
      std::filesystem::remove(order.part());
      order.write(application_export::again(call.db, *committed));
    }
    order.finish();
    fmt::print("the run before was cut off after its applications had gone out (export {}); {} holds them now\n",
               number(committed->id), order.file().string());
    return true;
  }
  order.discard("出力番号");
  tell("portalctl: the run before was cut off before anything had gone out; its file is removed\n");
  return false;
}

Exit say_nothing_new(const SocietyCall& call, Kind kind) {
  const auto latest = application_exports::latest(call.db, kind, 1);
  if (latest.empty()) {
    fmt::print("nothing to export: nobody has applied yet\n");
    return Exit::good;
  }
  const Export& last = latest.front();
  fmt::print(
      "nothing new since export {} of {}: {} lines in {}; to write it once more:\n"
      "  portalctl --society {} application export --again {} --csv FILE --apply\n",
      number(last.id), in_japan(last.exported_at), last.lines, last.file_name, call.society.slug, number(last.id));
  return Exit::good;
}

void warn_of_misprints(const std::vector<std::string>& receipts) {
  if (receipts.empty()) return;
  tell("portalctl: CP932 lacks a character of {} applications; 〓 stands there:\n", receipts.size());
  for (const std::string& receipt : receipts) tell("  {}\n", receipt);
  tell("  -> correct them in the core system, or use --encoding utf-8\n");
}

std::string receipts_of(Kind kind, const std::vector<ApplicationId>& ids) {
  std::string receipts;
  for (const ApplicationId id : ids) receipts += "  " + receipt_number::of(kind, id) + "\n";
  return receipts;
}

void warn_of_kept_back(const SocietyCall& call, Kind kind) {
  const auto ids = application_desk::kept_back(call.db, kind, limits::applications_of_others_max);
  if (ids.empty()) return;
  fmt::print(
      stderr,
      "portalctl: {} applications for protected members are kept back: somebody else applied for them\n{}"
      "  -> application show tells the address; ask the member, then end them by application import-results (取下げ)\n",
      ids.size(), receipts_of(kind, ids));
}

// Two of one household may each have applied for the same person: neither page knows of the other (decision 0018).
void warn_of_pairs(const SocietyCall& call, Kind kind, const portal::application_export::File& file) {
  std::vector<ApplicationId> ids;
  for (const auto& line : file.lines) ids.push_back(line.id);
  for (const auto& [id, other] : application_desk::open_beside(call.db, ids)) {
    if (other < id && std::ranges::binary_search(ids, other)) continue;  // both in this file: told once
    tell("portalctl: {} and {} are for the same person, by different applicants: one may be enough\n",
         receipt_number::of(kind, id), receipt_number::of(kind, other));
  }
}

// The file is on disk before the COMMIT and gets its name after it: nothing counts as sent that is in no file, and no
// file has its name whose lines would be sent again.
Exit export_new(const SocietyCall& call, Kind kind, PrintOrder& order) {
  const Scene scene = scene_of(call);
  db::Transaction transaction(call.database);
  const auto file = application_export::begin(
      scene, {.kind = kind, .encoding = encoding_of(call.arguments), .file_name = order.file().filename().string()});
  if (file.lines.empty()) throw Failure(Exit::try_later, "what was due was withdrawn meanwhile", "run it again");
  order.write(file.bytes);
  const auto checking = application_export::record(scene, file);
  try {
    transaction.commit();
  } catch (const db::OutcomeUnknown& error) {
    order.keep();
    throw Failure(Exit::try_later, error.what(),
                  "run the same command again: it finds out whether the applications went out");
  }
  order.finish();
  warn_of_misprints(file.misprinted);
  warn_of_pairs(call, kind, file);
  fmt::print("export {}: {} applications ({}) in {}; {} of them are 確認中 from now on\n", number(file.id),
             file.lines.size(), in_words(file.counts), order.file().string(), checking);
  return Exit::good;
}

Export the_export(const SocietyCall& call) {
  constexpr int most = 1'000'000'000;
  const int id = call.arguments.integer_if_given("--again", 1, most).value();
  auto found = application_exports::find(call.db, ExportId{id});
  if (!found)
    throw Failure(Exit::usage, fmt::format("there is no export {} in this society", id),
                  "portalctl application exports lists them");
  if (!found->lines_kept)
    throw Failure(Exit::bad_data, fmt::format("the lines of export {} are no longer kept", id),
                  "they are kept for 90 days; portalctl application show RECEIPT shows an application as it is");
  return *std::move(found);
}

Exit export_again(const Changing<SocietyCall>& call, PrintOrder& order) {
  const Export old = the_export(call);
  if (!call.applies) {
    fmt::print("would write the {} lines of export {} once more\n", old.lines, number(old.id));
    return Exit::good;
  }
  order.write(application_export::again(call.db, old));
  db::Transaction transaction(call.database);
  record(scene_of(call), audit::Event::applications_exported_again, {.object = old.id});
  transaction.commit();
  order.finish();
  fmt::print("{} holds the {} lines of export {} once more, of {}\n", order.file().string(), old.lines, number(old.id),
             in_japan(old.exported_at));
  return Exit::good;
}

}  // namespace

Exit application_export(const Changing<SocietyCall>& call) {
  PrintOrder order(call.arguments.text("--csv"), call.society.slug);
  static_cast<void>(encoding_of(call.arguments));
  const bool again = call.arguments.has("--again");
  if (again && call.arguments.has("--encoding"))
    throw Failure(Exit::usage, "--again writes a file as it was, in its own encoding", "leave --encoding out");
  const auto kind = again ? kind_argument(call.arguments) : the_kind(call.arguments);
  if (kind && !application_exports::lock(call.db, *kind))
    throw Failure(Exit::try_later, "these applications are being exported right now", "wait until that has ended");
  if (order.left_over() && call.applies && settle_left_over(call, order)) return Exit::good;
  if (again) return export_again(call, order);
  warn_of_kept_back(call, *kind);
  const Counts due = application_export::due(call.db, *kind);
  if (due.all() == 0) return say_nothing_new(call, *kind);
  if (call.applies) return export_new(call, *kind, order);
  fmt::print("would export {} applications ({})\n", due.all(), in_words(due));
  return Exit::good;
}

Exit application_exports(const SocietyCall& call) {
  constexpr int most = 1000;
  constexpr int ordinary = 20;
  const int count_max = call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
  Table table({"id", "kind", "exported_at", "lines", "file", "operator", "kept"});
  for (const Export& one : portal::application_exports::latest(call.db, kind_argument(call.arguments), count_max))
    table.add({number(one.id), one.kind == Kind::limit_certificate ? "限度額申請" : "がん検診", one.exported_at,
               one.lines, one.file_name, one.operator_name, one.lines_kept});
  table.print(call.json);
  return Exit::good;
}

}  // namespace portal::admin
