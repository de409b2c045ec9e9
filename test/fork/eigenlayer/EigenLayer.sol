// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {Test} from "forge-std/Test.sol";
import {EigenAllocationModel} from "script/replica/models/eigenlayer/EigenAllocationModel.sol";
import {EigenDelegationModel} from "script/replica/models/eigenlayer/EigenDelegationModel.sol";
import {EigenPausableModel} from "script/replica/models/eigenlayer/EigenPausableModel.sol";
import {EigenPauserRegistryModel} from "script/replica/models/eigenlayer/EigenPauserRegistryModel.sol";
import {EigenStrategyManagerModel} from "script/replica/models/eigenlayer/EigenStrategyManagerModel.sol";
import {EigenStrategyModel} from "script/replica/models/eigenlayer/EigenStrategyModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";
import {IWstEthWrapper} from "strategies/lido/interfaces/IWstEthWrapper.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice EigenLayer at its mainnet addresses, by the model, with operators, and what its parties can do: slash, force out, pause.
abstract contract EigenLayer is Test {
    EigenDelegationModel internal constant DELEGATION =
        EigenDelegationModel(0x39053D51B77DC0d36036Fc1fCc8Cb819df8Ef37A);
    EigenStrategyManagerModel internal constant MANAGER =
        EigenStrategyManagerModel(0x858646372CC42E1A627fcE94aa7A7033e7CF075A);
    EigenAllocationModel internal constant ALLOCATION =
        EigenAllocationModel(0x948a420b8CC1d6BFd0B6087C2E7c344a2CD0bc39);
    EigenStrategyModel internal constant EIGEN_STRATEGY =
        EigenStrategyModel(0x93c4b944D05dfe6df7645A86cd2206016c51564D);
    address internal constant PAUSER_REGISTRY = 0x0c431C66F4dE941d089625E5B423D00707977060;
    uint32 internal constant DELAY_BLOCKS = 100_800;
    uint256 private constant ONE = 1e18;

    address internal service = makeAddr("service");
    address internal whale = makeAddr("whale");
    address internal firstOperator;
    address internal secondOperator;

    /// @dev With another's stake there and a rate that is not one, as on mainnet.
    function _openEigenLayer() internal {
        vm.skip(
            bytes(vm.envOr("MAINNET_RPC_URL", string(""))).length != 0,
            "not on a fork: slashing needs a service and an operator whose allocation takes weeks of blocks to count."
        );
        if (address(DELEGATION).code.length == 0) _place();
        EigenAllocationModel.CreateSetParams[] memory sets = new EigenAllocationModel.CreateSetParams[](1);
        sets[0] = EigenAllocationModel.CreateSetParams(1, _theStrategy());
        vm.prank(service);
        ALLOCATION.createOperatorSets(service, sets);
        (address a, address b) = (makeAddr("an operator"), makeAddr("another operator"));
        (firstOperator, secondOperator) = a < b ? (a, b) : (b, a);
        _register(firstOperator);
        _register(secondOperator);
        _restakeFor(whale, 1_000e18);
        _donate(37e18);
    }

    /* PARTIES */

    /// @dev The service slashes `wad` of the operator's stake.
    function _slash(address operator, uint256 wad) internal {
        (address[] memory strategies, uint256[] memory wads) = (_theStrategy(), new uint256[](1));
        wads[0] = wad;
        vm.prank(service);
        ALLOCATION.slashOperator(service, EigenAllocationModel.SlashingParams(operator, 1, strategies, wads, "test"));
    }

    function _forceOut(address staker) internal {
        address operator = DELEGATION.delegatedTo(staker);
        vm.prank(operator);
        DELEGATION.undelegate(staker);
    }

    /// @dev Switches on `bit` alone.
    function _pause(EigenPausableModel venue, uint8 bit) internal {
        vm.prank(EigenPauserRegistryModel(PAUSER_REGISTRY).unpauser());
        venue.pause(2 ** bit);
    }

    function _unpause(EigenPausableModel venue) internal {
        vm.prank(EigenPauserRegistryModel(PAUSER_REGISTRY).unpauser());
        venue.unpause(0);
    }

    function _pauseAll() internal {
        vm.startPrank(EigenPauserRegistryModel(PAUSER_REGISTRY).unpauser());
        DELEGATION.pauseAll();
        MANAGER.pauseAll();
        ALLOCATION.pauseAll();
        EIGEN_STRATEGY.pauseAll();
        vm.stopPrank();
    }

    function _closeWhitelist() internal {
        vm.prank(MANAGER.strategyWhitelister());
        MANAGER.removeStrategiesFromDepositWhitelist(_theStrategy());
    }

    function _restakeFor(address staker, uint256 lst) internal {
        uint256 stEth = _stEthOf(staker, lst);
        vm.startPrank(staker);
        IERC20(Mainnet.STETH).approve(address(MANAGER), stEth);
        MANAGER.depositIntoStrategy(address(EIGEN_STRATEGY), Mainnet.STETH, stEth);
        vm.stopPrank();
    }

    /// @dev Given to all who restake stETH.
    function _donate(uint256 lst) internal {
        uint256 stEth = _stEthOf(whale, lst);
        vm.prank(whale);
        IERC20(Mainnet.STETH).transfer(address(EIGEN_STRATEGY), stEth);
    }

    function _stEthOf(address account, uint256 lst) internal returns (uint256 stEth) {
        deal(Mainnet.WSTETH, account, lst);
        vm.prank(account);
        return IWstEthWrapper(Mainnet.WSTETH).unwrap(lst) - 1;
    }

    /// @dev An operator that everybody may delegate to, all of whose stake the service may slash.
    function _register(address operator) internal {
        vm.startPrank(operator);
        DELEGATION.registerAsOperator(address(0), 0, "");
        EigenAllocationModel.RegisterParams memory joining;
        (joining.avs, joining.operatorSetIds) = (service, new uint32[](1));
        joining.operatorSetIds[0] = 1;
        ALLOCATION.registerForOperatorSets(operator, joining);
        EigenAllocationModel.AllocateParams[] memory allocating = new EigenAllocationModel.AllocateParams[](1);
        uint64[] memory magnitudes = new uint64[](1);
        magnitudes[0] = uint64(ONE);
        allocating[0] =
            EigenAllocationModel.AllocateParams(EigenTypes.OperatorSet(service, 1), _theStrategy(), magnitudes);
        ALLOCATION.modifyAllocations(operator, allocating);
        vm.stopPrank();
    }

    function _theStrategy() internal pure returns (address[] memory strategies) {
        strategies = new address[](1);
        strategies[0] = address(EIGEN_STRATEGY);
    }

    function _place() private {
        address governor = makeAddr("EigenLayer's governor");
        deployCodeTo("EigenPauserRegistryModel.sol:EigenPauserRegistryModel", abi.encode(governor), PAUSER_REGISTRY);
        deployCodeTo(
            "EigenDelegationModel.sol:EigenDelegationModel",
            abi.encode(MANAGER, ALLOCATION, PAUSER_REGISTRY, DELAY_BLOCKS),
            address(DELEGATION)
        );
        deployCodeTo(
            "EigenStrategyManagerModel.sol:EigenStrategyManagerModel",
            abi.encode(DELEGATION, governor, PAUSER_REGISTRY),
            address(MANAGER)
        );
        deployCodeTo(
            "EigenAllocationModel.sol:EigenAllocationModel",
            abi.encode(DELEGATION, PAUSER_REGISTRY),
            address(ALLOCATION)
        );
        deployCodeTo(
            "EigenStrategyModel.sol:EigenStrategyModel",
            abi.encode(MANAGER, Mainnet.STETH, PAUSER_REGISTRY),
            address(EIGEN_STRATEGY)
        );
        vm.prank(governor);
        MANAGER.addStrategiesToDepositWhitelist(_theStrategy());
    }
}
