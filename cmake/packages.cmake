# What is installed where, and the Debian packages made of it (./harmony package; decision 0039).
#
#   harmony-common           what both programs read: words, keyboards, fonts' list, surveys
#   harmony-kiosk            the resident's program and its courier
#   harmony-admin            the officer's tool
#   harmony-kiosk-appliance  what turns a Debian 12 machine into a kiosk
#
# Prefix is /, so that units and rules can
# stand beside programs.

set(debian ${PROJECT_SOURCE_DIR}/installer/debian)
set(made ${CMAKE_BINARY_DIR}/packaging)
file(MAKE_DIRECTORY ${made})

# The formats that the programs read, from the headers that say so: an older program refuses to be
# installed beside a newer store.
file(STRINGS ${PROJECT_SOURCE_DIR}/db/store_open.cpp line REGEX "[^_]schema_version = [0-9]+")
string(REGEX REPLACE ".*schema_version = ([0-9]+).*" "\\1" HARMONY_JOURNAL_FORMAT "${line}")
file(STRINGS ${PROJECT_SOURCE_DIR}/db/office_schema.h steps REGEX "constexpr SchemaStep office_schema_")
list(LENGTH steps HARMONY_OFFICE_FORMAT)
if(NOT HARMONY_JOURNAL_FORMAT MATCHES "^[1-9][0-9]*$" OR HARMONY_OFFICE_FORMAT EQUAL 0)
    message(FATAL_ERROR "The formats of the stores stand no longer where cmake/packages.cmake looks for them.")
endif()
file(READ ${debian}/format_of.sh HARMONY_FORMAT_OF)
foreach(package harmony-kiosk harmony-admin)
    configure_file(${debian}/${package}/preinst.in ${made}/${package}/preinst @ONLY)
endforeach()
foreach(script harmony-kiosk/postinst harmony-kiosk/prerm harmony-kiosk/postrm
        harmony-kiosk-appliance/postinst harmony-kiosk-appliance/prerm harmony-kiosk-appliance/postrm
        harmony-kiosk-appliance/conffiles)
    configure_file(${debian}/${script} ${made}/${script} COPYONLY)
endforeach()

# Manuals and completion: those of harmony-admin are written by the program itself, from the table of
# verbs that its command line uses.
set(manuals ${made}/harmony-admin.1.gz ${made}/harmony-admin.bash)
foreach(page harmony-kiosk.1 harmony-courier.1 harmony-ports.8)
    add_custom_command(OUTPUT ${made}/${page}.gz
        COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/installer/man/${page} > ${made}/${page}.gz
        DEPENDS ${PROJECT_SOURCE_DIR}/installer/man/${page} VERBATIM)
    list(APPEND manuals ${made}/${page}.gz)
endforeach()
add_custom_command(OUTPUT ${made}/harmony-admin.1.gz ${made}/harmony-admin.bash
    COMMAND harmony-admin manual page > ${made}/harmony-admin.1
    COMMAND gzip -9nf ${made}/harmony-admin.1
    COMMAND harmony-admin manual bash > ${made}/harmony-admin.bash
    DEPENDS harmony-admin VERBATIM)
add_custom_command(OUTPUT ${made}/changelog.gz
    COMMAND gzip -9nc ${debian}/changelog > ${made}/changelog.gz DEPENDS ${debian}/changelog VERBATIM)
add_custom_target(harmony_manuals ALL DEPENDS ${manuals} ${made}/changelog.gz)

# What every package has.
foreach(part common kiosk admin appliance)
    string(REPLACE appliance kiosk-appliance name ${part})
    install(FILES ${debian}/copyright ${made}/changelog.gz DESTINATION usr/share/doc/harmony-${name}
        COMPONENT ${part})
endforeach()

# harmony-common
set(assets usr/share/harmony/assets)
foreach(folder benchmarks calendars keyboards languages phrases surveys)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/assets/${folder} DESTINATION ${assets} COMPONENT common
        PATTERN "*.py" EXCLUDE PATTERN "README*" EXCLUDE PATTERN "__pycache__" EXCLUDE)
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/assets/fonts.json DESTINATION ${assets} COMPONENT common)

# harmony-kiosk
install(TARGETS harmony-kiosk harmony-courier RUNTIME DESTINATION usr/bin COMPONENT kiosk)
install(FILES ${made}/harmony-kiosk.1.gz ${made}/harmony-courier.1.gz DESTINATION usr/share/man/man1
    COMPONENT kiosk)

# harmony-admin
install(TARGETS harmony-admin RUNTIME DESTINATION usr/bin COMPONENT admin)
install(FILES ${made}/harmony-admin.1.gz DESTINATION usr/share/man/man1 COMPONENT admin)
install(FILES ${made}/harmony-admin.bash DESTINATION usr/share/bash-completion/completions
    RENAME harmony-admin COMPONENT admin)
set(desktop ${PROJECT_SOURCE_DIR}/installer/desktop)
install(FILES ${desktop}/org.example.harmony.admin.desktop DESTINATION usr/share/applications COMPONENT admin)
install(FILES ${desktop}/harmony-admin.svg DESTINATION usr/share/icons/hicolor/scalable/apps COMPONENT admin)
install(FILES ${desktop}/org.example.harmony.admin.metainfo.xml DESTINATION usr/share/metainfo COMPONENT admin)

# harmony-kiosk-appliance
set(appliance ${PROJECT_SOURCE_DIR}/installer/appliance)
set(units ${PROJECT_SOURCE_DIR}/installer/units)
install(DIRECTORY ${units}/ DESTINATION lib/systemd/system COMPONENT appliance)
install(DIRECTORY ${appliance}/lib/ DESTINATION usr/lib/harmony COMPONENT appliance
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
install(PROGRAMS ${appliance}/harmony-ports DESTINATION usr/sbin COMPONENT appliance)
install(FILES ${made}/harmony-ports.8.gz DESTINATION usr/share/man/man8 COMPONENT appliance)
install(FILES ${appliance}/xorg.conf DESTINATION usr/share/harmony COMPONENT appliance)
function(appliance_file FILE FOLDER NAME)
    install(FILES ${PROJECT_SOURCE_DIR}/installer/appliance/${FILE} DESTINATION ${FOLDER} RENAME ${NAME}
        COMPONENT appliance)
endfunction()
appliance_file(99-harmony-usb.rules lib/udev/rules.d 99-harmony-usb.rules)
appliance_file(sysctl.conf usr/lib/sysctl.d 90-harmony.conf)
appliance_file(modprobe.conf lib/modprobe.d harmony.conf)
appliance_file(sysusers.conf usr/lib/sysusers.d harmony.conf)
appliance_file(tmpfiles.conf usr/lib/tmpfiles.d harmony.conf)
appliance_file(logind.conf lib/systemd/logind.conf.d 90-harmony.conf)
appliance_file(journald.conf lib/systemd/journald.conf.d 90-harmony.conf)
appliance_file(watchdog.conf lib/systemd/system.conf.d 90-harmony.conf)
appliance_file(apt.conf etc/apt/apt.conf.d 52harmony)

# The packages. Nothing is built by the packaging itself: ./harmony package builds first.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME harmony)
set(CPACK_PACKAGE_VENDOR "Harmony")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Harmony maintainers <maintainers@users.noreply.github.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX "/")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL common kiosk admin appliance)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})

# The fonts are pinned by hash (assets/fonts.json): another edition is refused at start, so it is here.
set(fonts "fonts-noto-core (>= 20201225), fonts-noto-core (<< 20201226)")
set(same "harmony-common (= ${PROJECT_VERSION})")

set(CPACK_DEBIAN_COMMON_PACKAGE_NAME harmony-common)
set(CPACK_DEBIAN_COMMON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_COMMON_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_COMMON_PACKAGE_RECOMMENDS "fonts-noto-core")
set(CPACK_COMPONENT_COMMON_DESCRIPTION "words, keyboards and surveys of Harmony
Phrases in eight languages, on-screen keyboards, model surveys and the list of
pinned fonts that the kiosk and the officer's tool read.")

set(CPACK_DEBIAN_KIOSK_PACKAGE_NAME harmony-kiosk)
set(CPACK_DEBIAN_KIOSK_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_KIOSK_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_KIOSK_PACKAGE_DEPENDS "${same}, ${fonts}, espeak-ng")
set(CPACK_DEBIAN_KIOSK_PACKAGE_SUGGESTS harmony-kiosk-appliance)
set(CPACK_DEBIAN_KIOSK_PACKAGE_CONTROL_EXTRA
    "${made}/harmony-kiosk/preinst;${made}/harmony-kiosk/postinst;${made}/harmony-kiosk/prerm;${made}/harmony-kiosk/postrm")
set(CPACK_COMPONENT_KIOSK_DESCRIPTION "community survey kiosk: what residents touch
Residents at a touchscreen say how safe they feel, in their own language, in
two minutes, without a name. Answers are sealed to the office's keys at once
and kept until the office has acknowledged them; weeks without a network are
no trouble. Comes with the courier that carries sealed packages to a folder,
a stick or a store on the network.
.
On its own this package starts nothing: harmony-kiosk-appliance does.")

set(CPACK_DEBIAN_ADMIN_PACKAGE_NAME harmony-admin)
set(CPACK_DEBIAN_ADMIN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_ADMIN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_ADMIN_PACKAGE_DEPENDS "${same}, ${fonts}")
set(CPACK_DEBIAN_ADMIN_PACKAGE_SUGGESTS "postgresql, bash-completion")
set(CPACK_DEBIAN_ADMIN_PACKAGE_CONTROL_EXTRA ${made}/harmony-admin/preinst)
set(CPACK_COMPONENT_ADMIN_DESCRIPTION "community survey kiosk: the officer's tool
Publishes surveys and events to Harmony's kiosks, takes in what they
collected, and makes summaries and reports that are honest about chance and
about who was not met. Holds the office's keys.")

set(CPACK_DEBIAN_APPLIANCE_PACKAGE_NAME harmony-kiosk-appliance)
set(CPACK_DEBIAN_APPLIANCE_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_APPLIANCE_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_APPLIANCE_PACKAGE_DEPENDS
    "harmony-kiosk (= ${PROJECT_VERSION}), systemd (>= 252), libpam-systemd, dbus, udev, kmod, xserver-xorg-core, xserver-xorg-input-libinput, xauth, unattended-upgrades")
set(CPACK_DEBIAN_APPLIANCE_PACKAGE_CONFLICTS "openssh-server, lightdm, gdm3, sddm, xdm")
set(CPACK_DEBIAN_APPLIANCE_PACKAGE_CONTROL_EXTRA
    "${made}/harmony-kiosk-appliance/postinst;${made}/harmony-kiosk-appliance/prerm;${made}/harmony-kiosk-appliance/postrm;${made}/harmony-kiosk-appliance/conffiles")
set(CPACK_COMPONENT_APPLIANCE_DESCRIPTION "turns this machine into a community survey kiosk
Users, units, an X server without a window manager, rules for what may be
plugged in, watchdog, limits of the journal and security updates at night:
installed on Debian 12, the machine starts into the kiosk and offers no way
out of it. Consoles are masked; do not install it on a machine that people
work on.")
include(CPack)
