// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILidoLocator, IStakingRouter, IWithdrawalQueue, IWithdrawalVault} from "./ILido.sol";
import {LidoSlots} from "./LidoSlots.sol";
import {StEthShares} from "./StEthShares.sol";
import {StakeLimit, StakeLimits} from "./StakeLimit.sol";

/// @title MODEL of Lido's stETH in its third version (ours, not Lido's code)
/// @notice The replica puts it where mainnet has the real one. It has the real ABI, share arithmetic, limits, events and reasons of refusal.
/// @dev NOT MODELLED: depositing to validators (ether on the consensus layer is a number that reports move) and shares minted against stVaults
/// (none exist; on mainnet they do not move the share rate). WHO CAN DO WHAT: reports come from the accounting contract, pausing and limits from
/// the DAO's agent, which on mainnet holds these roles through its access list.
contract StEthModel is StEthShares {
    using LidoSlots for bytes32;

    /// @notice The state that the model starts from. The ether behind it is a number, except for the buffer, which the replica funds.
    struct Genesis {
        address locator;
        address eip712;
        /// holds every share of the start
        address holder;
        uint256 totalShares;
        uint256 bufferedEther;
        uint256 clBalance;
        uint256 validators;
        uint256 stakeLimit;
        uint256 stakeLimitPerBlock;
    }

    uint256 private constant DEPOSIT_SIZE = 32 ether;

    event StakingPaused();
    event StakingResumed();
    event StakingLimitSet(uint256 maxStakeLimit, uint256 stakeLimitIncreasePerBlock);
    event StakingLimitRemoved();
    event Submitted(address indexed sender, uint256 amount, address referral);
    event CLValidatorsUpdated(uint256 indexed reportTimestamp, uint256 preCLValidators, uint256 postCLValidators);
    event ETHDistributed(
        uint256 indexed reportTimestamp,
        uint256 preCLBalance,
        uint256 postCLBalance,
        uint256 withdrawalsWithdrawn,
        uint256 executionLayerRewardsWithdrawn,
        uint256 postBufferedEther
    );
    event TokenRebased(
        uint256 indexed reportTimestamp,
        uint256 timeElapsed,
        uint256 preTotalShares,
        uint256 preTotalEther,
        uint256 postTotalShares,
        uint256 postTotalEther,
        uint256 sharesMintedAsFees
    );
    event InternalShareRateUpdated(
        uint256 indexed reportTimestamp,
        uint256 postInternalShares,
        uint256 postInternalEther,
        uint256 sharesMintedAsFees
    );
    event WithdrawalsReceived(uint256 amount);
    event ELRewardsReceived(uint256 amount);

    constructor(Genesis memory genesis) {
        LidoSlots.VERSION.write(3);
        LidoSlots.ACTIVE.write(1);
        LidoSlots.LOCATOR.write(uint160(genesis.locator));
        LidoSlots.EIP712.write(uint160(genesis.eip712));
        LidoSlots.BUFFER.writeBoth(genesis.bufferedEther, genesis.validators);
        LidoSlots.CONSENSUS.writeBoth(genesis.clBalance, genesis.validators);
        _mint(genesis.holder, genesis.totalShares);
        _emitTransfer(address(0), genesis.holder, getPooledEthByShares(genesis.totalShares), genesis.totalShares);
        _setStakeLimit(_stakeLimit().withPause(false).withLimit(genesis.stakeLimit, genesis.stakeLimitPerBlock));
        ILidoLocator locator = ILidoLocator(genesis.locator);
        _approve(locator.withdrawalQueue(), locator.burner(), type(uint256).max);
    }

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

    /* REPORTS */

    function receiveWithdrawals() external payable {
        _auth(_locator().withdrawalVault());
        emit WithdrawalsReceived(msg.value);
    }

    function receiveELRewards() external payable {
        _auth(_locator().elRewardsVault());
        LidoSlots.REWARDS_COLLECTED.write(getTotalELRewardsCollected() + msg.value);
        emit ELRewardsReceived(msg.value);
    }

    function processClStateUpdate(uint256 timestamp, uint256 preValidators, uint256 validators, uint256 balance)
        external
    {
        _whenNotStopped();
        _auth(_locator().accounting());
        LidoSlots.CONSENSUS.writeBoth(balance, validators);
        emit CLValidatorsUpdated(timestamp, preValidators, validators);
    }

    /// @dev Rewards of the execution layer come with the vault's own call on mainnet; the replica's reports carry none.
    function collectRewardsAndProcessWithdrawals(
        uint256 timestamp,
        uint256 clBalance,
        uint256 principalClBalance,
        uint256 withdrawals,
        uint256 elRewards,
        uint256 lastRequestId,
        uint256 shareRate,
        uint256 etherToLock
    ) external {
        _whenNotStopped();
        ILidoLocator locator = _locator();
        _auth(locator.accounting());
        require(elRewards == 0, "MODEL_HAS_NO_EL_REWARDS");
        if (withdrawals > 0) IWithdrawalVault(locator.withdrawalVault()).withdrawWithdrawals(withdrawals);
        if (etherToLock > 0) {
            IWithdrawalQueue(locator.withdrawalQueue()).finalize{value: etherToLock}(lastRequestId, shareRate);
        }
        uint256 buffered = LidoSlots.BUFFER.readLow() + withdrawals;
        require(buffered >= etherToLock, "MATH_SUB_UNDERFLOW");
        LidoSlots.BUFFER.writeLow(buffered - etherToLock);
        emit ETHDistributed(timestamp, principalClBalance, clBalance, withdrawals, 0, buffered - etherToLock);
    }

    function mintShares(address to, uint256 shares) external {
        _auth(_locator().accounting());
        _whenNotStopped();
        _mint(to, shares);
        _emitTransfer(address(0), to, getPooledEthByShares(shares), shares);
    }

    function burnShares(uint256 shares) external {
        _auth(_locator().burner());
        _whenNotStopped();
        _burn(msg.sender, shares);
    }

    function emitTokenRebase(
        uint256 timestamp,
        uint256 timeElapsed,
        uint256 preTotalShares,
        uint256 preTotalEther,
        uint256 postTotalShares,
        uint256 postTotalEther,
        uint256 postInternalShares,
        uint256 postInternalEther,
        uint256 sharesMintedAsFees
    ) external {
        _auth(_locator().accounting());
        emit TokenRebased(
            timestamp, timeElapsed, preTotalShares, preTotalEther, postTotalShares, postTotalEther, sharesMintedAsFees
        );
        emit InternalShareRateUpdated(timestamp, postInternalShares, postInternalEther, sharesMintedAsFees);
    }

    /* VIEWS */

    function getContractVersion() external view returns (uint256) {
        return LidoSlots.VERSION.read();
    }

    function hasInitialized() external pure returns (bool) {
        return true;
    }

    function getLidoLocator() external view returns (address) {
        return address(_locator());
    }

    function getTreasury() external view returns (address) {
        return _locator().treasury();
    }

    function getFee() external view returns (uint16) {
        return IStakingRouter(_locator().stakingRouter()).getTotalFeeE4Precision();
    }

    function getBufferedEther() external view returns (uint256) {
        return LidoSlots.BUFFER.readLow();
    }

    function getDepositableEther() external view returns (uint256) {
        uint256 buffered = LidoSlots.BUFFER.readLow();
        uint256 reserve = IWithdrawalQueue(_locator().withdrawalQueue()).unfinalizedStETH();
        return buffered > reserve ? buffered - reserve : 0;
    }

    function canDeposit() external view returns (bool) {
        return !IWithdrawalQueue(_locator().withdrawalQueue()).isBunkerModeActive() && !isStopped();
    }

    function getBeaconStat() external view returns (uint256 deposited, uint256 validators, uint256 balance) {
        return (LidoSlots.BUFFER.readHigh(), LidoSlots.CONSENSUS.readHigh(), LidoSlots.CONSENSUS.readLow());
    }

    function getTotalELRewardsCollected() public view returns (uint256) {
        return LidoSlots.REWARDS_COLLECTED.read();
    }

    function getExternalShares() external view returns (uint256) {
        return LidoSlots.TOTAL_SHARES.readHigh();
    }

    function getExternalEther() external view returns (uint256) {
        return getPooledEthByShares(LidoSlots.TOTAL_SHARES.readHigh());
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

    function _totalEther() internal view override returns (uint256) {
        uint256 pending = LidoSlots.BUFFER.readHigh() - LidoSlots.CONSENSUS.readHigh();
        return LidoSlots.BUFFER.readLow() + LidoSlots.CONSENSUS.readLow() + pending * DEPOSIT_SIZE;
    }

    function _stakeLimit() private view returns (StakeLimit memory) {
        return StakeLimits.unpack(LidoSlots.STAKE_LIMIT.read());
    }

    function _setStakeLimit(StakeLimit memory limit) private {
        LidoSlots.STAKE_LIMIT.write(limit.pack());
    }

    function _setStakingPaused(bool paused) private {
        _setStakeLimit(_stakeLimit().withPause(paused));
        if (paused) emit StakingPaused();
        else emit StakingResumed();
    }

    function _locator() private view returns (ILidoLocator) {
        return ILidoLocator(address(uint160(LidoSlots.LOCATOR.read())));
    }

    function _authAgent() private view {
        _auth(_locator().treasury());
    }

    function _auth(address allowed) private view {
        require(msg.sender == allowed, "APP_AUTH_FAILED");
    }
}
