/**
 * HTTP as every service and all five contracts share it. Here lives what every resource uses: the call, who asks, ids
 * of paths, and the shapes of answers. The rooms below this package hold the rest: {@code contract}, {@code failure},
 * {@code limit}, {@code access}, {@code body}, {@code binding}, {@code parameter}, {@code endpoint}, {@code health},
 * and {@code server}, which puts all of it into a server. Of them this package may use {@code contract} and
 * {@code failure} alone, and what is for one contract, or needs a server, may not live here.
 *
 * <p><b>How to write a resource.</b> It documents itself if it is written so:
 *
 * <ul>
 *   <li>A class with {@code @Path}: {@code /api/<x>} for Gough, {@code /api/v1/<x>} for the others; parameters named
 *       {@code {id}}. Reads and changes of one path may stand in two classes.
 *   <li>Each method carries one of {@code @RequiresPermission} (any one of them), {@code @Authenticated}, {@code @Public}, or
 *       the service does not start.
 *   <li>It takes what it needs: {@code @PathParam String}, {@code @Context Call}, {@code @Context Query<Filter>} (several,
 *       such as {@link PageRequest}), {@code Body<NewThing>}. {@code Filter} and {@code NewThing} are records in camel
 *       case with Jakarta constraints, {@code @Nullable} where a field may be left out. It looks up what the path names,
 *       then calls {@code read()}: 404 comes before what is wrong with the body.
 *   <li>Its return type is the answer: {@code T} 200, {@link Created} 201, {@link Accepted} 202, {@code void} 204. A
 *       {@link Page} becomes data with pagination, or a bare array with {@code X-Total-Count}. Envelopes are put around by
 *       the contract ({@link Bare}: not; {@link RepeatedOnTop}). In {@code T}, {@code @Nullable} says what may be null.
 *   <li>Two contracts that answer differently on one path are two methods, each with {@code @Produces} of its contract.
 *       What is no JSON has {@code @Produces} too.
 *   <li>What goes wrong is thrown: {@code RejectedException}, {@code ProblemException}, {@code UnavailableException}. Statuses
 *       that the declaration does not imply are named with {@code @AlsoFails} or {@code @AlsoAnswers}.
 * </ul>
 */
@NullMarked
package dev.fleetledger.kit.http;

import org.jspecify.annotations.NullMarked;
