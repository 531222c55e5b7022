#pragma once
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace portal::admin {

// Files that must exist exactly when something was committed: each written and synced under the name FILE.SLUG.part,
// in their order, and given their own names after the COMMIT, in their order. So the last one's .part says it all for
// whoever finds it: the others are whole, and the database knows whether the COMMIT happened; without it, a .part of
// the same command for the same files is worthless. Readable by their owner alone. All throw Failure (no output) when
// the disk says no.
class PrintOrder {
 public:
  // Failure when one of the files is there, unless a cut-off run put it there: none is ever overwritten.
  PrintOrder(const std::vector<std::filesystem::path>& files, std::string_view slug);
  PrintOrder(const std::filesystem::path& file, std::string_view slug) : PrintOrder(std::vector{file}, slug) {}
  ~PrintOrder();  // takes the .parts away, unless keep() or finish()
  PrintOrder(const PrintOrder&) = delete;
  PrintOrder& operator=(const PrintOrder&) = delete;

  bool left_over() const;            // an earlier run's .part is there
  void demand_no_left_over() const;  // throws Failure: it may be the only copy of something
  bool is_whole() const;             // the last one is
  const std::filesystem::path& file() const { return files_.front().name; }
  const std::filesystem::path& part(std::size_t file = 0) const { return files_.at(file).part; }
  const std::filesystem::path& last_part() const { return files_.back().part; }
  std::vector<std::filesystem::path> parts_left_over() const;
  std::string names() const;  // of the files, for people

  // The writer gets a descriptor; all is on disk when it returns.
  void write(std::size_t file, const std::function<void(int)>& writer);
  void write(std::size_t file, std::string_view bytes);
  void write(std::string_view bytes) { write(0, bytes); }
  void keep();
  // An earlier run's parts, whose tables have this column. Failure when one is the table of another command, which may
  // be the only copy of something.
  void discard(std::string_view column);
  void finish();

 private:
  struct File {
    std::filesystem::path name, part;
    bool goes_with_us = false;  // the .part is this run's, and worth nothing without its end
  };
  void demand_free_names() const;
  std::vector<File> files_;
};

}  // namespace portal::admin
