// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract InitializeTest is VaultFixture {
    function test_SetsWhatItWasTold() public view {
        assertEq(vault.name(), "Ballast test LST");
        assertEq(vault.symbol(), "blstTLST");
        assertEq(vault.decimals(), 18);
        assertEq(vault.asset(), address(lst));
        assertEq(vault.authority(), address(manager));
        assertEq(address(vault.oracle()), address(oracle));
        assertEq(vault.maxGainRateWad(), GAIN_RATE);
        assertEq(vault.maxStaleness(), STALENESS);
        assertEq(vault.maxKeeperSilence(), SILENCE);
        (
            IVaultTypes.LossBudgetTerms memory up,
            int256 upLeft,
            IVaultTypes.LossBudgetTerms memory down,
            int256 downLeft
        ) = vault.lossBudgets();
        assertEq(up.capacityBps, RISK_UP_BPS);
        assertEq(upLeft, 0.005e18, "starts full");
        assertEq(down.capacityBps, RISK_DOWN_BPS);
        assertEq(downLeft, 0.03e18, "starts full");
        assertEq(vault.checkpointRay(), 1e27);
        assertEq(vault.rebalanceNonce(), 0);
        assertEq(vault.strategies().length, 0);
    }

    function test_TheSeedIsBurntSoThatTheVaultIsNeverEmpty() public view {
        assertEq(vault.balanceOf(SEED_HOLDER), SEED);
        assertEq(vault.totalSupply(), SEED);
        assertEq(vault.totalAssets(), SEED);
        assertEq(lst.balanceOf(address(vault)), SEED);
        assertEq(vault.convertToAssets(1e18), 1e18);
    }

    function test_RevertWhen_InitialisedTwice() public {
        IVaultTypes.InitParams memory params = _initParams();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vault.initialize(params);
    }

    function test_RevertWhen_TheImplementationIsInitialised() public {
        IVaultUnderTest implementation = IVaultUnderTest(_deployImplementation());
        IVaultTypes.InitParams memory params = _initParams();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(params);
    }

    function test_RevertWhen_TheOracleHasNoCode() public {
        IVaultTypes.InitParams memory params = _initParams();
        params.oracle = alice;
        _expectInitReverts(params, abi.encodeWithSelector(Errors.FailedCall.selector));
    }

    function test_RevertWhen_TheSeedIsTooSmall() public {
        IVaultTypes.InitParams memory params = _initParams();
        params.seedAssets = 1e15 - 1;
        _expectInitReverts(
            params,
            abi.encodeWithSelector(
                IVaultTypes.SettingOutOfRange.selector, "seedAssets", 1e15 - 1, 1e15, type(uint96).max
            )
        );
    }

    function test_RevertWhen_TheSeedIsNotApproved() public {
        IVaultTypes.InitParams memory params = _initParams();
        params.seedFrom = alice;
        address implementation = _deployImplementation();
        vm.expectRevert();
        new ERC1967Proxy(implementation, abi.encodeCall(IVaultUnderTest.initialize, (params)));
    }

    function test_RevertWhen_ASettingLiesOutsideItsRange() public {
        IVaultTypes.InitParams memory params = _initParams();
        params.maxGainRateWad = 1e18 + 1;
        _expectInitReverts(
            params, abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "maxGainRateWad", 1e18 + 1, 0, 1e18)
        );
        params = _initParams();
        params.maxStaleness = 1 days + 1;
        _expectInitReverts(
            params,
            abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "maxStaleness", 1 days + 1, 0, 1 days)
        );
        params = _initParams();
        params.riskUp.capacityBps = 101;
        _expectInitReverts(
            params, abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "riskUp.capacityBps", 101, 0, 100)
        );
    }

    function test_StorageLiesWhereErc7201Says() public {
        _deposit(alice, 100e18);
        _lever(_addStrategy(), 50e18, 3);
        uint256 accounting = uint256(_erc7201("ballast.storage.Accounting"));
        (uint256 accrued, uint256 accruedAt) = vault.accrual();
        (int256 sumLst, int256 sumEth, uint256 syncedAt) = vault.sums();
        assertEq(
            vm.load(address(vault), bytes32(accounting)), bytes32(accruedAt << 224 | accrued << 112 | vault.idle())
        );
        assertEq(
            vm.load(address(vault), bytes32(accounting + 1)),
            bytes32(syncedAt << 224 | uint256(uint112(int112(sumEth))) << 112 | uint112(int112(sumLst)))
        );
        assertEq(
            vm.load(address(vault), bytes32(accounting + 2)),
            bytes32(uint256(STALENESS) << 224 | uint256(GAIN_RATE) << 160 | uint160(address(oracle)))
        );
        assertEq(vm.load(address(vault), bytes32(accounting + 3)), bytes32(uint256(1) << 208 | uint160(address(lst))));
        assertEq(
            vm.load(address(vault), _erc7201("ballast.storage.Allocation")),
            bytes32(uint256(SILENCE) << 96 | vault.rebalancedAt() << 64 | vault.rebalanceNonce())
        );
    }

    function test_FieldsThatShareASlotKeepApart() public {
        _deposit(alice, 100e18);
        StrategyDouble strategy = _addStrategy();
        _addStrategy();
        _lever(strategy, 50e18, 3);
        vm.prank(curator);
        vault.setFees(IVaultTypes.FeeTerms(bob, 1_234, 123));
        vm.prank(guardian);
        vault.pause(3);
        _silenceAndIsolate(strategy, 5_000);
        uint256 accounting = uint256(_erc7201("ballast.storage.Accounting"));
        uint256 counts = uint256(2) << 208 | uint256(1) << 200 | uint256(3) << 192;
        assertEq(
            vm.load(address(vault), bytes32(accounting + 3)),
            bytes32(counts | uint256(123) << 176 | uint256(1_234) << 160 | uint160(address(lst)))
        );
        assertEq(
            vm.load(address(vault), bytes32(accounting + 4)),
            bytes32(vault.checkpointRay() << 128 | vault.highWaterMarkRay())
        );
        assertEq(vm.load(address(vault), bytes32(accounting + 5)), bytes32(uint256(uint160(bob))));
    }

    function _erc7201(string memory id) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(keccak256(bytes(id))) - 1)) & ~bytes32(uint256(0xff));
    }

    function _expectInitReverts(IVaultTypes.InitParams memory params, bytes memory reason) private {
        address implementation = _deployImplementation();
        lst.mint(address(this), params.seedAssets);
        vm.expectRevert(reason);
        new ERC1967Proxy(implementation, abi.encodeCall(IVaultUnderTest.initialize, (params)));
    }
}
