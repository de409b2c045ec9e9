// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice MODEL (ours, not Lido's code). The rate limit on new stake: a bucket that fills by the block.
/// @dev One slot: block of the last change (0 means paused), what was left then, blocks to fill from empty, and the bucket's size (0 means no limit).
struct StakeLimit {
    uint32 lastBlock;
    uint96 lastLimit;
    uint32 growthBlocks;
    uint96 maximum;
}

using StakeLimits for StakeLimit global;

library StakeLimits {
    function unpack(uint256 word) internal pure returns (StakeLimit memory) {
        return StakeLimit(uint32(word), uint96(word >> 32), uint32(word >> 128), uint96(word >> 160));
    }

    function pack(StakeLimit memory self) internal pure returns (uint256) {
        return uint256(self.lastBlock) | (uint256(self.lastLimit) << 32) | (uint256(self.growthBlocks) << 128)
            | (uint256(self.maximum) << 160);
    }

    function isPaused(StakeLimit memory self) internal pure returns (bool) {
        return self.lastBlock == 0;
    }

    function isSet(StakeLimit memory self) internal pure returns (bool) {
        return self.maximum != 0;
    }

    /// @notice What may be staked now: nothing while paused, anything without a limit.
    function current(StakeLimit memory self) internal view returns (uint256) {
        if (self.isPaused()) return 0;
        if (!self.isSet()) return type(uint256).max;
        return self.filled();
    }

    function filled(StakeLimit memory self) internal view returns (uint256) {
        uint256 perBlock = self.growthBlocks == 0 ? 0 : self.maximum / self.growthBlocks;
        uint256 limit = self.lastLimit + (block.number - self.lastBlock) * perBlock;
        return limit < self.maximum ? limit : self.maximum;
    }

    /// @notice Takes `amount` out of the bucket.
    function consume(StakeLimit memory self, uint256 amount) internal view returns (StakeLimit memory) {
        require(!self.isPaused(), "STAKING_PAUSED");
        if (!self.isSet()) return self;
        uint256 limit = self.filled();
        require(amount <= limit, "STAKE_LIMIT");
        self.lastLimit = uint96(limit - amount);
        self.lastBlock = uint32(block.number);
        return self;
    }

    function withLimit(StakeLimit memory self, uint256 maximum, uint256 perBlock)
        internal
        view
        returns (StakeLimit memory)
    {
        require(maximum <= type(uint96).max / 2, "TOO_LARGE_MAX_STAKE_LIMIT");
        require(maximum != 0, "ZERO_MAX_STAKE_LIMIT");
        require(maximum >= perBlock, "TOO_LARGE_LIMIT_INCREASE");
        require(perBlock == 0 || maximum / perBlock <= type(uint32).max, "TOO_SMALL_LIMIT_INCREASE");
        if (self.isPaused() || !self.isSet() || maximum < self.lastLimit) self.lastLimit = uint96(maximum);
        self.growthBlocks = perBlock == 0 ? 0 : uint32(maximum / perBlock);
        self.maximum = uint96(maximum);
        if (!self.isPaused()) self.lastBlock = uint32(block.number);
        return self;
    }

    function withPause(StakeLimit memory self, bool paused) internal view returns (StakeLimit memory) {
        self.lastBlock = paused ? 0 : uint32(block.number);
        return self;
    }
}
