#include "base/papers/pdf.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <new>
#include <system_error>

#include <qpdf/QPDF.hh>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.hpp"

namespace portal::pdf {
namespace {

constexpr std::string_view beginning = "%PDF-";
constexpr std::string_view ending = "%%EOF";
constexpr std::size_t ending_within_bytes = 1024;  // of the end, as readers take it

// Actions that do something beyond showing a place in the document or on the web.
constexpr std::array<std::string_view, 9> active_actions = {"/JavaScript", "/Launch",    "/SubmitForm",
                                                            "/ImportData", "/Rendition", "/RichMediaExecute",
                                                            "/GoToE",      "/Movie",     "/Sound"};
constexpr std::array<const char*, 3> script_keys = {"/JS", "/JavaScript", "/XFA"};
constexpr std::array<const char*, 4> file_keys = {"/EF", "/EmbeddedFiles", "/RichMediaContent", "/AF"};
// What names a file beside the document, as a text; /F is also a number (an annotation's flags) or somebody's font.
constexpr std::array<const char*, 5> file_name_keys = {"/F", "/UF", "/DOS", "/Mac", "/Unix"};
// A reader's computer signs in by itself at whatever file: or \\server names.
constexpr std::array<std::string_view, 4> link_beginnings = {"https://", "http://", "mailto:", "tel:"};

template <std::size_t count>
bool has_any(QPDFObjectHandle& dictionary, const std::array<const char*, count>& keys) {
  return std::any_of(keys.begin(), keys.end(), [&dictionary](const char* key) { return dictionary.hasKey(key); });
}

bool is_name(QPDFObjectHandle object, std::string_view name) { return object.isName() && object.getName() == name; }

bool is_link_allowed(std::string link) {
  for (char& c : link)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::any_of(link_beginnings.begin(), link_beginnings.end(),
                     [&link](std::string_view one) { return link.compare(0, one.size(), one) == 0; });
}

// Other documents, files whose content is elsewhere, addresses that no browser should be sent to.
bool leads_elsewhere(QPDFObjectHandle& dictionary, bool is_of_stream) {
  if (is_name(dictionary.getKey("/S"), "/GoToR") || is_name(dictionary.getKey("/Type"), "/Filespec")) return true;
  if (dictionary.getKey("/FS").isName() || (is_of_stream && dictionary.hasKey("/F"))) return true;
  const auto is_text = [&dictionary](const char* key) { return dictionary.getKey(key).isString(); };
  if (std::any_of(file_name_keys.begin(), file_name_keys.end(), is_text)) return true;
  QPDFObjectHandle link = dictionary.getKey("/URI");
  return link.isString() && !is_link_allowed(link.getStringValue());
}

Verdict judge_dictionary(QPDFObjectHandle dictionary, bool is_of_stream) {
  if (has_any(dictionary, script_keys)) return Verdict::has_script;
  if (has_any(dictionary, file_keys)) return Verdict::has_files;
  if (is_name(dictionary.getKey("/Type"), "/EmbeddedFile")) return Verdict::has_files;
  const auto is_action = [&dictionary](std::string_view name) { return is_name(dictionary.getKey("/S"), name); };
  if (std::any_of(active_actions.begin(), active_actions.end(), is_action)) return Verdict::has_script;
  return leads_elsewhere(dictionary, is_of_stream) ? Verdict::leads_elsewhere : Verdict::good;
}

// Objects that another one only refers to have their own turn.
Verdict judge(QPDFObjectHandle object, int depth) {
  if (depth > limits::pdf_depth_max) return Verdict::damaged;
  Verdict verdict = Verdict::good;
  const auto look_inside = [&verdict, depth](const QPDFObjectHandle& inner) {
    if (verdict == Verdict::good && !inner.isIndirect()) verdict = judge(inner, depth + 1);
  };
  const bool is_stream = object.isStream();
  if (is_stream) object = object.getDict();
  if (object.isDictionary()) {
    verdict = judge_dictionary(object, is_stream);
    for (const auto& [key, inner] : object.getDictAsMap()) look_inside(inner);
  }
  if (object.isArray())
    for (const QPDFObjectHandle& inner : object.getArrayAsVector()) look_inside(inner);
  return verdict;
}

Verdict judge_content(QPDF& document) {
  if (document.isEncrypted()) return Verdict::encrypted;
  for (const QPDFObjectHandle& object : document.getAllObjects())
    if (const Verdict verdict = judge(object, 0); verdict != Verdict::good) return verdict;
  if (document.getAllPages().empty()) return Verdict::has_no_page;
  // What qpdf stumbled over it takes as empty, or guesses; a reader may guess otherwise.
  return document.anyWarnings() ? Verdict::damaged : Verdict::good;
}

}  // namespace

Verdict look_into(std::string_view bytes) {
  QPDF document;
  document.setSuppressWarnings(true);
  document.setAttemptRecovery(false);
  try {
    document.processMemoryFile("document", bytes.data(), bytes.size());
    return judge_content(document);
  } catch (const QPDFExc& fault) {
    return fault.getErrorCode() == qpdf_e_password ? Verdict::encrypted : Verdict::damaged;
  } catch (const std::exception&) {
    return Verdict::damaged;
  }
}

namespace {

std::size_t memory_used() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// By prlimit(): setrlimit() is among the calls that the units forbid. Where less is allowed already, that stays.
bool bound(__rlimit_resource what, rlim_t most) {
  rlimit present{};
  if (prlimit(0, what, nullptr, &present) != 0) return false;
  const rlim_t allowed = std::min(most, present.rlim_max);
  const rlimit limit{allowed, allowed};
  return prlimit(0, what, &limit, nullptr) == 0;
}

constexpr int could_not_look = 100;  // as the process's end: the machine's fault, not the file's

// In the process that looks. What the program holds (its connections above all) is left as it is: no destructor runs.
// No memory is the end at once, for qpdf would go on without the object that it had no room for.
[[noreturn]] void look_here(std::string_view bytes) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::set_new_handler([] { _exit(static_cast<int>(Verdict::unbounded)); });
  const bool bounded = bound(RLIMIT_AS, memory_used() + limits::pdf_memory_bytes_max) && bound(RLIMIT_CORE, 0) &&
                       bound(RLIMIT_CPU, std::chrono::seconds(limits::pdf_processor_max).count());
  _exit(bounded ? static_cast<int>(look_into(bytes)) : could_not_look);
}

Verdict verdict_of(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) <= static_cast<int>(Verdict::unbounded))
    return static_cast<Verdict>(WEXITSTATUS(status));
  if (!WIFSIGNALED(status) || WTERMSIG(status) == SIGTERM || WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGHUP)
    throw std::system_error(ECANCELED, std::generic_category(), "the process that looked into a PDF");
  return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? Verdict::unbounded : Verdict::damaged;
}

}  // namespace

Verdict examine(std::string_view bytes) {
  if (bytes.substr(0, beginning.size()) != beginning) return Verdict::not_a_pdf;
  const std::size_t tail = bytes.size() - std::min(bytes.size(), ending_within_bytes);
  if (bytes.substr(tail).find(ending) == bytes.npos) return Verdict::damaged;
  const pid_t process = fork();
  if (process < 0) throw std::system_error(errno, std::generic_category(), "no process to look into a PDF");
  if (process == 0) look_here(bytes);
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "the process that looked into a PDF");
  return verdict_of(status);
}

}  // namespace portal::pdf
