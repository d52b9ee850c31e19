#include "support/web_store.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

// Digests of "a password" by `openssl passwd -apr1 -salt harmony0 "a password"`.
constexpr const char* password_file = "kiosk:$apr1$harmony0$hYQBJzZB4lJGsZHKASsxC.\n";

std::string nginx_conf(const fs::path& home, int port, bool tls) {
    return fmt::format(
        R"(load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
daemon off; pid {0}/nginx.pid; error_log {0}/error.log; worker_processes 1; {2}
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {0}/body; proxy_temp_path {0}/p; fastcgi_temp_path {0}/f;
  uwsgi_temp_path {0}/u; scgi_temp_path {0}/s; client_max_body_size 64m;
  server {{
    listen 127.0.0.1:{1}{3}; root {0}/store; {4}
    location / {{
      auth_basic harmony; auth_basic_user_file {0}/passwords;
      dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS;
      create_full_put_path off;
    }}
  }}
}}
)",
        home.string(),
        port,
        ::geteuid() == 0 ? "user root;" : "",
        tls ? " ssl" : "",
        tls ? "ssl_certificate " + (home / "tls.pem").string() + "; ssl_certificate_key " +
                  (home / "tls.key").string() + ";"
            : "");
}

/// A certificate for 127.0.0.1, by OpenSSL's own program.
void make_certificate(const fs::path& home) {
    const std::string command = fmt::format(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
        "-keyout {0}/tls.key -out {0}/tls.pem -days 2 -subj /CN=store "
        "-addext subjectAltName=IP:127.0.0.1 2>/dev/null",
        home.string());
    base::promise(std::system(command.c_str()) == 0, "openssl makes a certificate");
}

std::string apache_conf(const fs::path& home, int port) {
    std::string modules;
    for (const char* name : {"mpm_event",
                             "authn_core",
                             "authz_core",
                             "authz_user",
                             "auth_digest",
                             "authn_file",
                             "dav",
                             "dav_fs",
                             "mime"}) {
        modules += fmt::format("LoadModule {0}_module /usr/lib/apache2/modules/mod_{0}.so\n", name);
    }
    return fmt::format(
        R"({2}ServerName 127.0.0.1
Listen 127.0.0.1:{1}
ServerRoot {0}
DefaultRuntimeDir {0}
PidFile {0}/apache.pid
ErrorLog {0}/error.log
Mutex file:{0} default
TypesConfig /dev/null
{3}
DocumentRoot {0}/store
DavLockDB {0}/locks
<Directory {0}/store>
  Dav On
  FileETag MTime Size
  AuthType Digest
  AuthName harmony
  AuthUserFile {0}/digests
  Require valid-user
</Directory>
)",
        home.string(),
        port,
        modules,
        ::geteuid() == 0 ? "User www-data\nGroup www-data" : "");
}

/// MD5 of "kiosk:harmony:a password", by `printf 'kiosk:harmony:a password' | md5sum`.
constexpr const char* digest_file = "kiosk:harmony:56d44a56feac9eae109227e83adbd0f4\n";

constexpr const char* chezdav_program = "/usr/bin/chezdav";
constexpr const char* node_program = "/usr/bin/node";
constexpr const char* radosgw_port = "HARMONY_RADOSGW_PORT";

std::string peers() {
    return std::string(HARMONY_SOURCE_DIR) + "/build/peers/node_modules";
}

bool is_s3(WebStore::Kind kind) {
    using Kind = WebStore::Kind;
    return kind == Kind::strict_s3 || kind == Kind::s3rver || kind == Kind::radosgw;
}

}  // namespace

bool WebStore::installed(Kind kind) {
    switch (kind) {
        case Kind::chezdav: return fs::exists(chezdav_program);
        case Kind::s3rver:
            return fs::exists(node_program) && fs::exists(fs::path(peers()) / "@20minutes/s3rver");
        case Kind::radosgw: return std::getenv(radosgw_port) != nullptr;
        default: return true;
    }
}

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = here(0);
    socklen_t size = sizeof(address);
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool answers_on(int port) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (std::chrono::steady_clock::now() < end) {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = here(port);
        const bool open =
            ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
        ::close(socket);
        if (open) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return false;
}

WebStore::WebStore(Kind kind) : kind_(kind), port_(free_port()) {
    const fs::path home = home_.path();
    fs::create_directories(folder() / "office");
    const std::string port = std::to_string(port_);
    const std::string servers = std::string(HARMONY_SOURCE_DIR) + "/tests/support/servers/";
    switch (kind) {
        case Kind::nginx:
        case Kind::nginx_tls:
            if (kind == Kind::nginx_tls) {
                make_certificate(home);
            }
            write(home / "passwords", password_file);
            write(home / "nginx.conf", nginx_conf(home, port_, kind == Kind::nginx_tls));
            start({"/usr/sbin/nginx", "-p", home.string(), "-c", (home / "nginx.conf").string()});
            break;
        case Kind::apache:
            write(home / "digests", digest_file);
            write(home / "httpd.conf", apache_conf(home, port_));
            for (const fs::path& open : {home, folder(), folder() / "office"}) {
                fs::permissions(open, fs::perms::all);  // it may not run as root
            }
            start({"/usr/sbin/apache2", "-f", (home / "httpd.conf").string(), "-DFOREGROUND"});
            break;
        case Kind::rclone:
            start({"/usr/bin/rclone",
                   "serve",
                   "webdav",
                   folder().string(),
                   "--addr",
                   "127.0.0.1:" + port,
                   "--user",
                   "kiosk",
                   "--pass",
                   "a password",
                   "--etag-hash",
                   "MD5",
                   "--config",
                   "/dev/null",
                   "--dir-cache-time",
                   "1ms"});
            break;
        case Kind::chezdav:
            write(home / "digests", digest_file);
            start({chezdav_program,
                   "--no-mdns",
                   "--local",
                   "--realm",
                   "harmony",
                   "-d",
                   (home / "digests").string(),
                   "-P",
                   folder().string(),
                   "-p",
                   port});
            break;
        case Kind::s3rver:
            ::setenv("NODE_OPTIONS", "--openssl-legacy-provider", 1);  // pages, on Node 20
            start({node_program, servers + "s3rver.js", peers(), folder().string(), port});
            break;
        case Kind::radosgw: port_ = std::atoi(std::getenv(radosgw_port)); break;
        case Kind::strict_s3:
            start({"/usr/bin/python3", servers + "strict_s3.py", folder().string(), port, "2"});
            break;
        case Kind::hostile:
            start({"/usr/bin/python3", servers + "hostile_store.py", folder().string(), port});
            break;
    }
    base::promise(answers_on(port_), "the server of the test answers within 10 s");
}

WebStore::~WebStore() {
    if (pid_ > 0) {
        ::kill(-pid_, SIGTERM);
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
}

std::string WebStore::address() const {
    if (kind_ == Kind::radosgw) {
        // One store for all tests: each has a folder of its own.
        return fmt::format("s3:http://127.0.0.1:{}/harmony/office-{}-{}?region=us-east-1",
                           port_,
                           ::getpid(),
                           home_.path().filename().string());
    }
    return is_s3(kind_)
               ? fmt::format("s3:http://127.0.0.1:{}/harmony/office?region={}",
                             port_,
                             kind_ == Kind::s3rver ? "us-east-1" : "eu-west-2")
               : fmt::format(
                     "http{}://127.0.0.1:{}/office", kind_ == Kind::nginx_tls ? "s" : "", port_);
}

std::string WebStore::secrets(Kind kind) {
    if (kind == Kind::s3rver) {
        return "S3RVER\nS3RVER\n";
    }
    return is_s3(kind) ? "AKIDEXAMPLE\na secret/of+S3\n" : "kiosk\na password\n";
}

void WebStore::start(const std::vector<std::string>& command) {
    pid_ = ::fork();
    if (pid_ == 0) {
        ::setpgid(0, 0);
        std::vector<char*> words;
        for (const std::string& word : command) {
            words.push_back(const_cast<char*>(word.c_str()));
        }
        words.push_back(nullptr);
        const std::string log = (home_.path() / "server.log").string();
        const auto null = std::freopen(log.c_str(), "w", stderr);
        static_cast<void>(null);
        ::execv(words[0], words.data());
        ::_exit(127);
    }
    ::setpgid(pid_, pid_);
}

}  // namespace harmony::tests
