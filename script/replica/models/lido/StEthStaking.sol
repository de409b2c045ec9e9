// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILidoLocator} from "./ILido.sol";
import {LidoSlots} from "./LidoSlots.sol";
import {StEthShares} from "./StEthShares.sol";
import {StakeLimit, StakeLimits} from "./StakeLimit.sol";

/// @notice MODEL (ours, not Lido's code). The staking half of stETH: ether in, shares out, within the limit; pause and resume.
abstract contract StEthStaking is StEthShares {
    using LidoSlots for bytes32;

    event StakingPaused();
    event StakingResumed();
    event StakingLimitSet(uint256 maxStakeLimit, uint256 stakeLimitIncreasePerBlock);
    event StakingLimitRemoved();
    event Submitted(address indexed sender, uint256 amount, address referral);

    /* STAKING */

    receive() external payable {
        _submit(address(0));
    }

    fallback() external payable {
        revert("NON_EMPTY_DATA");
    }

    function submit(address referral) external payable returns (uint256) {
        return _submit(referral);
    }

    function isStakingPaused() external view returns (bool) {
        return _stakeLimit().isPaused();
    }

    function getCurrentStakeLimit() external view returns (uint256) {
        return _stakeLimit().current();
    }

    function getStakeLimitFullInfo()
        external
        view
        returns (
            bool isPaused,
            bool isSet,
            uint256 current,
            uint256 maximum,
            uint256 growthBlocks,
            uint256 lastLimit,
            uint256 lastBlock
        )
    {
        StakeLimit memory limit = _stakeLimit();
        return (
            limit.isPaused(),
            limit.isSet(),
            limit.current(),
            limit.maximum,
            limit.growthBlocks,
            limit.lastLimit,
            limit.lastBlock
        );
    }

    function pauseStaking() external {
        _authAgent();
        require(!_stakeLimit().isPaused(), "ALREADY_PAUSED");
        _setStakingPaused(true);
    }

    function resumeStaking() external {
        _authAgent();
        _whenNotStopped();
        require(_stakeLimit().isPaused(), "ALREADY_RESUMED");
        _setStakingPaused(false);
    }

    function setStakingLimit(uint256 maximum, uint256 perBlock) external {
        _authAgent();
        _setStakeLimit(_stakeLimit().withLimit(maximum, perBlock));
        emit StakingLimitSet(maximum, perBlock);
    }

    function removeStakingLimit() external {
        _authAgent();
        StakeLimit memory limit = _stakeLimit();
        limit.maximum = 0;
        _setStakeLimit(limit);
        emit StakingLimitRemoved();
    }

    function stop() external {
        _authAgent();
        _whenNotStopped();
        LidoSlots.ACTIVE.write(0);
        emit Stopped();
        _setStakingPaused(true);
    }

    function resume() external {
        _authAgent();
        require(isStopped(), "CONTRACT_IS_ACTIVE");
        LidoSlots.ACTIVE.write(1);
        emit Resumed();
        _setStakingPaused(false);
    }

    /* INTERNAL */

    function _submit(address referral) private returns (uint256 shares) {
        require(msg.value != 0, "ZERO_DEPOSIT");
        _setStakeLimit(_stakeLimit().consume(msg.value));
        shares = getSharesByPooledEth(msg.value);
        _mint(msg.sender, shares);
        LidoSlots.BUFFER.writeLow(LidoSlots.BUFFER.readLow() + msg.value);
        emit Submitted(msg.sender, msg.value, referral);
        // After the buffer grew, so that the event carries the amount at the rate that its reader sees.
        _emitTransfer(address(0), msg.sender, getPooledEthByShares(shares), shares);
    }

    function _stakeLimit() internal view returns (StakeLimit memory) {
        return StakeLimits.unpack(LidoSlots.STAKE_LIMIT.read());
    }

    function _setStakeLimit(StakeLimit memory limit) internal {
        LidoSlots.STAKE_LIMIT.write(limit.pack());
    }

    function _setStakingPaused(bool paused) private {
        _setStakeLimit(_stakeLimit().withPause(paused));
        if (paused) emit StakingPaused();
        else emit StakingResumed();
    }

    function _locator() internal view returns (ILidoLocator) {
        return ILidoLocator(address(uint160(LidoSlots.LOCATOR.read())));
    }

    function _authAgent() private view {
        _auth(_locator().treasury());
    }

    function _auth(address allowed) internal view {
        require(msg.sender == allowed, "APP_AUTH_FAILED");
    }
}
