#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/http_status.hpp"
#include "templates/view.hpp"

namespace portal {

enum class Method { get, post };

// Submitted names and values in order. Values are UTF-8 as they were typed, trimmed by nobody.
class Fields {
 public:
  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  // For what our own pages and cookies hold: "" when it is not there, or longer than any of those is
  // (limits::own_value_bytes_max). What people type is read by a Form, which knows how long it may be.
  std::string_view operator[](std::string_view name) const;
  const std::string* find(std::string_view name) const;  // of any length; nullptr: not there
  bool contains(std::string_view name) const;
  std::size_t size() const { return pairs_.size(); }
  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// For a value in a query: letters, digits, - _ and / stay as they are.
std::string percent_encoded(std::string_view text);

// "?year=2025&person=02", encoded; "" of no fields.
std::string query_of(const Fields& fields);

// What a GET's answer is for: a reader's eyes, its headers alone (HEAD), or a browser that fetches what its user may
// want to see later, or never.
enum class Purpose { to_show, to_probe, to_prefetch };

// One request, complete and read-only: no handler ever waits for a byte of it.
struct Request {
  Method method = Method::get;
  Purpose purpose = Purpose::to_show;  // a HEAD's method is get
  std::string path;                    // decoded: "/mihon/help/mail"
  Fields query;
  Fields form;     // of the body, on POST only
  Fields cookies;  // names without the __Host- prefix; a name that came twice is left out
  std::string origin, sec_fetch_site;
  std::string client_address, user_agent;
  std::string id;                       // nginx's, in logs and on error pages: お問い合わせ番号
  std::chrono::milliseconds waited{0};  // since nginx handed it over
};

// A cookie for the whole host; the Portal adds the prefix and the attributes. Empty value: the browser drops it.
struct Cookie {
  std::string name, value;
  std::optional<std::chrono::seconds> max_age = {};  // none: until the browser is closed
};

struct Banner {
  std::string text, url, label;
};  // what a member must know on top of a page; url and label may be empty
struct Page {
  View view;
  std::string title;
  std::string help_topic;  // where this page's help link leads; "" the index
  HttpStatus status = HttpStatus::ok;
  std::vector<Banner> banners = {};
};
struct Redirect {
  std::string location;
  HttpStatus status = HttpStatus::see_other;
};  // always a path of our own or a stored target
// What a file is called where it is kept: in ASCII for whoever knows no better, and as members call it. Nothing of the
// member is in it.
struct FileName {
  std::string plain, japanese;
};
enum class Use { saved, opened };  // opened: the browser shows it
struct Download {
  FileName name;
  std::string content_type, bytes;
  Use use = Use::saved;
};
struct Streamed {
  FileName name;
  std::string content_type;
  Use use = Use::saved;
  std::string place;  // of the file in the folder of documents, where nginx reads it
};  // a file that is sent by nginx, once the worker has let the member have it
struct Plain {
  std::string text;
  HttpStatus status = HttpStatus::ok;
};  // for monitors

struct Response {
  std::variant<Page, Redirect, Download, Streamed, Plain> body;
  std::vector<Cookie> set_cookies = {};
  bool clear_site_data = false;  // at logout
};
inline Response redirect(std::string location) { return {Redirect{std::move(location)}}; }

// What goes over the wire, and what the log says of it: the pattern of the path and row numbers, nothing personal.
struct Reply {
  int status = number(HttpStatus::ok);
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string route, society;
  std::int64_t account = 0, member = 0;  // 0: nobody was signed in

  std::string_view header(std::string_view name) const;  // the first of that name, "" when it is not there
};

// Thrown anywhere below the Portal, caught only there: that status's page.
struct HttpError {
  HttpStatus status;
};
[[noreturn]] inline void not_found() { throw HttpError{HttpStatus::not_found}; }
template <class T>
T or_not_found(std::optional<T> found) {
  if (!found) not_found();
  return *std::move(found);
}

}  // namespace portal
