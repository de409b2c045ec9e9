// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILidoLocator, IStakingRouter, IWithdrawalQueue, IWithdrawalVault} from "./ILido.sol";
import {LidoSlots} from "./LidoSlots.sol";
import {StEthStaking} from "./StEthStaking.sol";

/// @title MODEL of Lido's stETH in its third version (ours, not Lido's code)
/// @notice The replica puts it where mainnet has the real one. It has the real ABI, share arithmetic, limits, events and reasons of refusal.
/// @dev NOT MODELLED: depositing to validators (ether on the consensus layer is a number that reports move) and shares minted against stVaults
/// (none exist; on mainnet they do not move the share rate). WHO CAN DO WHAT: reports come from the accounting contract, pausing and limits from
/// the DAO's agent, which on mainnet holds these roles through its access list.
contract StEthModel is StEthStaking {
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

    function _totalEther() internal view override returns (uint256) {
        uint256 pending = LidoSlots.BUFFER.readHigh() - LidoSlots.CONSENSUS.readHigh();
        return LidoSlots.BUFFER.readLow() + LidoSlots.CONSENSUS.readLow() + pending * DEPOSIT_SIZE;
    }
}
