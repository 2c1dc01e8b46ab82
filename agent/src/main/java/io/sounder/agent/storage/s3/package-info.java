/** Storage in a bucket of an S3 service, by the AWS SDK, whose types stay here. */
@NullMarked
package io.sounder.agent.storage.s3;

import org.jspecify.annotations.NullMarked;
