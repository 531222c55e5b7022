#include "domain/imports/import_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.hpp"
#include "base/secret.hpp"

namespace portal::import_file {
namespace {

namespace fs = std::filesystem;

constexpr const char* byte_order_mark = "\uFEFF";  // so that Excel reads it as UTF-8

void write_row(std::string& out, std::span<const std::string> cells) {
  csv::write_row(out, cells, csv::Formulas::guarded);
}

[[noreturn]] void fail(const fs::path& file) { throw std::system_error(errno, std::generic_category(), file.string()); }

void replace_file(const fs::path& file, std::string_view text) {
  const fs::path fresh = file.string() + ".new";
  const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) fail(fresh);
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0) {
      close(descriptor);
      fail(fresh);
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  close(descriptor);
  fs::rename(fresh, file);
}

fs::path beside(const fs::path& file, const char* extension) {
  fs::path path = file;
  return path.replace_extension(extension);
}

std::string line_text(std::size_t line) { return line == 0 ? "" : std::to_string(line); }

}  // namespace

void Faults::add(std::size_t line, std::string column, std::string reason, std::string remedy) {
  if (!full()) found_.push_back({line, std::move(column), std::move(reason), std::move(remedy)});
}

void Faults::add(const std::vector<csv::Fault>& found) {
  for (const csv::Fault& fault : found) add(fault.line, fault.column, fault.reason, fault.remedy);
}

bool Faults::full() const { return found_.size() >= limits::import_faults_max; }

std::vector<csv::Fault> Faults::in_order() const {
  std::vector<csv::Fault> sorted = found_;
  std::ranges::stable_sort(sorted, {}, &csv::Fault::line);
  return sorted;
}

void demand_unchanged(const fs::path& file, std::string_view digest, Faults& faults) {
  if (secret::file_digest(file) != digest)
    faults.add(0, "", "読んでいる間にファイルが変わりました", "書き出しが終わってから、もう一度取り込んでください");
}

std::string name_of(const fs::path& file, bool is_folder) {
  return (is_folder ? fs::absolute(file / "index").lexically_normal().parent_path() : file).filename().string();
}

fs::path write_faults(const fs::path& file, const std::vector<csv::Fault>& faults) {
  std::string text = byte_order_mark;
  write_row(text, std::array<std::string, 4>{"行", "列", "理由", "直し方"});
  for (const csv::Fault& fault : faults)
    write_row(text, std::array<std::string, 4>{line_text(fault.line), fault.column, fault.reason, fault.remedy});
  const fs::path target = beside(file, ".faults.csv");
  replace_file(target, text);
  return target;
}

fs::path write_report(const fs::path& file, const std::vector<Outcome>& outcomes) {
  std::string text = byte_order_mark;
  write_row(text, std::array<std::string, 6>{"区分", "行", "記号", "番号", "枝番", "内容"});
  for (const Outcome& outcome : outcomes)
    write_row(text, std::array<std::string, 6>{outcome.kind, line_text(outcome.line), outcome.symbol, outcome.number,
                                               outcome.branch, outcome.what});
  const fs::path target = beside(file, ".report.csv");
  replace_file(target, text);
  return target;
}

}  // namespace portal::import_file
